const HIDDEN = '••••••••';
const SHOWN = 4;

/** A NIK with all hidden but what tells two apart: `3276••••••••0001`. */
export function maskNik(nik: string): string {
  return `${nik.slice(0, SHOWN)}${HIDDEN}${nik.slice(-SHOWN)}`;
}
