/** The address at which officers join, with a code where there is one. */
export function joinAddress(publicUrl: string, code?: string): string {
  return `${publicUrl}/gabung${code === undefined ? '' : `?k=${code}`}`;
}

/**
 * A link that opens WhatsApp with a message ready to be sent; to a number where it is known and may be shown, else to
 * whomever the sender chooses.
 */
export function whatsAppLink(text: string, phone: string | undefined): string {
  const to = phone === undefined ? '' : internationalNumber(phone);
  return `https://wa.me/${to}?${new URLSearchParams({ text }).toString().replaceAll('+', '%20')}`;
}

/** Digits with the country's code, as WhatsApp wants them: `0812…` is `62812…`. */
function internationalNumber(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  return digits.startsWith('0') ? `62${digits.slice(1)}` : digits;
}
