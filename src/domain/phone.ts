/** A mobile number of Indonesia: 8 and eight to eleven digits, after the country's code or a zero. */
const MOBILE = /^(?:\+?62)?0?(8[1-9]\d{7,10})$/;

/**
 * A mobile number as people write it, in the one form in which it is dialled from anywhere: `+6281234567890`. A
 * spreadsheet that took off the zero did no harm. Undefined where it is no mobile number of Indonesia.
 */
export function parseMobile(text: string): string | undefined {
  const digits = text.replace(/[\s.()\-\u2010-\u2015\u2212\u200b-\u200f\u2060]/g, '');
  const number = MOBILE.exec(digits)?.[1];
  return number === undefined ? undefined : `+62${number}`;
}

/** A number with all but its beginning and its last three digits hidden: `+628••••••890`. */
export function maskMobile(phone: string): string {
  return `${phone.slice(0, 4)}${'•'.repeat(Math.max(0, phone.length - 7))}${phone.slice(-3)}`;
}
