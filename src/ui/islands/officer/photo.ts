/** As large as the window keeps it. */
const LONGEST_SIDE = 1600;
const QUALITY = 0.82;
/** What the window takes. */
const MOST_BYTES = 12 * 1024 * 1024;
const PLACE_MS = 10_000;

/**
 * A photo as it is kept and sent: drawn anew at most 1600 pixels long, by which the place in it goes too. A picture that
 * this phone cannot draw is sent as it is and drawn anew by the window; undefined where it is too large for that.
 */
export async function smallPhoto(file: File): Promise<ArrayBuffer | undefined> {
  const drawn = await drawAnew(file).catch(() => undefined);
  if (drawn) return drawn.arrayBuffer();
  return file.size <= MOST_BYTES ? file.arrayBuffer() : undefined;
}

async function drawAnew(file: File): Promise<Blob | undefined> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/jpeg', QUALITY));
}

/** Where the phone is, as fields of a form; none where its owner refuses or it does not know in time. */
export function placeFields(): Promise<readonly (readonly [string, string])[]> {
  return new Promise((resolve) => {
    if (!('geolocation' in navigator)) return resolve([]);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve([
          ['latitude', coords.latitude.toFixed(5)],
          ['longitude', coords.longitude.toFixed(5)],
        ]),
      () => resolve([]),
      { enableHighAccuracy: true, timeout: PLACE_MS, maximumAge: 60_000 },
    );
  });
}
