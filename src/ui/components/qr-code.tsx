import { drawQr } from '../qr.ts';

/** A QR code, always dark on light: readers want it so in a dark theme too. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { size, path } = drawQr(text);
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <rect width={size} height={size} />
      <path d={path} />
    </svg>
  );
}
