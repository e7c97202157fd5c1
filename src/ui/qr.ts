import { encode } from 'uqr';

/** A QR code as one path on a grid of `size` squares, its quiet zone of four squares included. */
export interface QrDrawing {
  readonly size: number;
  readonly path: string;
}

/** What readers of a code need round it. */
const QUIET_ZONE = 4;

/** The QR code of a text. Of level M: a quarter larger than L, and still read where a sheet is creased or stained. */
export function drawQr(text: string): QrDrawing {
  const { size, data } = encode(text, { ecc: 'M', border: QUIET_ZONE });
  let path = '';
  for (const [y, row] of data.entries()) {
    for (let x = 0; x < size; ) {
      let width = 0;
      while (row[x + width]) width++;
      if (width > 0) path += `M${x} ${y}h${width}v1h-${width}z`;
      x += width + 1;
    }
  }
  return { size, path };
}

/** The code as a file of its own, black on white. */
export function qrSvg(text: string): string {
  const { size, path } = drawQr(text);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="1000" height="1000" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`
  );
}
