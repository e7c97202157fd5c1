/** What browsers have that read codes themselves; not in the DOM's types yet. */
interface Detector {
  detect(source: ImageBitmapSource): Promise<readonly { readonly rawValue: string }[]>;
}
interface DetectorClass {
  new (options: { readonly formats: readonly string[] }): Detector;
  getSupportedFormats(): Promise<readonly string[]>;
}
declare const BarcodeDetector: DetectorClass | undefined;

/** A picture is made smaller than this, in dots: more finds no more, and takes a cheap phone seconds. */
const LARGEST_SIDE = 1_200;

let detector: Promise<Detector | undefined> | undefined;

/** The text of a QR code in a picture, by the browser itself or by a reader of our own; undefined where there is none. */
export async function readCode(
  picture: CanvasImageSource & ImageBitmapSource,
  width: number,
  height: number,
): Promise<string | undefined> {
  detector ??= ownDetector();
  const known = await detector;
  if (known) {
    const [found] = await known.detect(picture).catch(() => []);
    if (found) return found.rawValue;
  }
  return readByScript(picture, width, height);
}

async function ownDetector(): Promise<Detector | undefined> {
  if (typeof BarcodeDetector === 'undefined') return undefined;
  const formats: readonly string[] = await BarcodeDetector.getSupportedFormats().catch(() => []);
  return formats.includes('qr_code') ? new BarcodeDetector({ formats: ['qr_code'] }) : undefined;
}

async function readByScript(
  picture: CanvasImageSource,
  width: number,
  height: number,
): Promise<string | undefined> {
  const scale = Math.min(1, LARGEST_SIDE / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const drawing = canvas.getContext('2d', { willReadFrequently: true });
  if (!drawing) return undefined;
  drawing.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const { data } = drawing.getImageData(0, 0, canvas.width, canvas.height);
  const { default: jsQR } = await import('jsqr');
  return jsQR(data, canvas.width, canvas.height)?.data || undefined;
}
