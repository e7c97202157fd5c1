/** The two languages the window speaks. Indonesian comes first everywhere. */
export type Language = 'id' | 'en';

/** A text in both languages of the window. */
export type Bilingual = Readonly<Record<Language, string>>;
