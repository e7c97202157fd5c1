/** A word as it stands within a sentence: "Pengumuman" gives `pengumuman`, and "TPS" stays what it is. */
export function inSentence(word: string): string {
  return word.replace(/^\p{Lu}(?!\p{Lu})/u, (letter) => letter.toLowerCase());
}
