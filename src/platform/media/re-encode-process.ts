/**
 * A process of its own that decodes one picture which somebody sent and writes it anew: whatever was hidden in it,
 * the place where it was taken among it, stays behind. A decoder that is led astray harms no more than this process,
 * which has no settings, no database and half a minute.
 */
import { createCanvas, Image } from '@napi-rs/canvas';
import type { ReEncodeAnswer, ReEncodeOrder, Rendition } from './re-encode.ts';

/** Quality at which print on a photographed poster is still sharp. */
const QUALITY = 82;

// The sender is this program itself, over a channel that nobody else has.
process.once('message', async (order: ReEncodeOrder) => {
  const answer = await reEncode(order);
  process.send?.(answer, () => process.disconnect?.());
});

async function reEncode({ bytes, mostPixels, sides, format }: ReEncodeOrder): Promise<ReEncodeAnswer> {
  const image = new Image();
  try {
    image.src = bytes;
    // Turned as its orientation says.
    await image.decode();
  } catch {
    return { ok: false };
  }
  if (image.width * image.height > mostPixels) return { ok: false };
  const renditions: Rendition[] = [];
  for (const side of sides) {
    const scale = Math.min(1, side / Math.max(image.width, image.height));
    const size = {
      width: Math.max(1, Math.round(image.width * scale)),
      height: Math.max(1, Math.round(image.height * scale)),
    };
    const previous = renditions.at(-1);
    if (previous && previous.width === size.width) continue;
    const canvas = createCanvas(size.width, size.height);
    const drawing = canvas.getContext('2d');
    if (format === 'jpeg') {
      // JPEG has no transparency; what shows through would turn black.
      drawing.fillStyle = '#fff';
      drawing.fillRect(0, 0, size.width, size.height);
    }
    drawing.imageSmoothingQuality = 'high';
    drawing.drawImage(image, 0, 0, size.width, size.height);
    const encoded = await (format === 'webp'
      ? canvas.encode('webp', QUALITY)
      : canvas.encode('jpeg', QUALITY));
    renditions.push({ ...size, bytes: new Uint8Array(encoded) });
  }
  return { ok: true, renditions };
}
