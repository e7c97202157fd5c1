/** One page of text, as an office would scan or print it. */
export interface DemoPdf {
  /** `panduan.pdf` */
  readonly name: string;
  readonly title: string;
  readonly lines: readonly string[];
}

const LEFT = 64;
const TOP = 770;
const LINE = 20;

/**
 * A PDF of one A4 page (ISO 32000-1, 7.5): a title and lines in Helvetica, which every reader has. Letters are ASCII.
 * The same words give the same bytes.
 */
export function pdfBytes({ title, lines }: DemoPdf): Uint8Array {
  const text = [
    `BT /F2 18 Tf ${LEFT} ${TOP} Td (${escaped(title)}) Tj ET`,
    ...lines.map((line, at) => `BT /F1 11 Tf ${LEFT} ${TOP - LINE * (at + 2)} Td (${escaped(line)}) Tj ET`),
  ].join('\n');
  const font = (name: string) =>
    `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /Lang (id-ID) >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R ' +
      '/Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    font('Helvetica'),
    font('Helvetica-Bold'),
    `<< /Title (${escaped(title)}) >>`,
  ];
  return new TextEncoder().encode(fileOf(objects));
}

/** Objects one after the other, and the table that says at which byte each begins. */
function fileOf(objects: readonly string[]): string {
  let file = '%PDF-1.4\n';
  const places = objects.map((object, at) => {
    const place = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  return (
    `${file}xref\n0 ${size}\n0000000000 65535 f \n${places.join('')}` +
    `trailer\n<< /Size ${size} /Root 1 0 R /Info ${objects.length} 0 R >>\nstartxref\n${file.length}\n%%EOF\n`
  );
}

function escaped(text: string): string {
  return text.replace(/[\\()]/g, '\\$&');
}
