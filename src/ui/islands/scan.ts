import { holdsIdentityNumber } from '../../domain/nik.ts';
import { cameraOf } from './scan/camera.ts';
import { readCode } from './scan/read-code.ts';

/** Reads a QR code by the camera or from a photo into the field of the page that asks whether it is real. */

interface Words {
  readonly noCamera: string;
  readonly noCode: string;
  readonly stop: string;
  readonly pointCamera: string;
}

const place = document.getElementById('scan');
const field = document.querySelector<HTMLTextAreaElement>('form.verify textarea');
const told = document.getElementById('scan-told');
const photo = document.querySelector<HTMLInputElement>('#scan-photo');
const button = document.querySelector<HTMLButtonElement>('#scan-camera');

if (place && field && told && photo && button) {
  const words: Words = JSON.parse(place.dataset['words'] ?? '');
  const startLabel = button.innerHTML;
  let stop: (() => void) | undefined;

  const tell = (text: string) => {
    told.textContent = text;
  };
  const end = () => {
    stop?.();
    stop = undefined;
    button.innerHTML = startLabel;
    tell('');
  };
  const take = (text: string) => {
    end();
    field.value = text;
    // A code of an identity card is shown to whoever scanned it and not sent by itself.
    if (holdsIdentityNumber(text)) field.focus();
    else field.form?.requestSubmit();
  };

  button.hidden = !('mediaDevices' in navigator);
  button.addEventListener('click', async () => {
    if (stop) return end();
    try {
      stop = await cameraOf(place, take);
      button.textContent = words.stop;
      tell(words.pointCamera);
    } catch {
      tell(words.noCamera);
    }
  });
  photo.addEventListener('change', async () => {
    const file = photo.files?.[0];
    if (!file) return;
    const text = await readPhoto(file);
    photo.value = '';
    if (text === undefined) tell(words.noCode);
    else take(text);
  });
  addEventListener('pagehide', end);
  place.hidden = false;
}

/** The code in a picture; undefined where there is none, or the file is no picture. */
async function readPhoto(file: File): Promise<string | undefined> {
  try {
    const picture = await createImageBitmap(file);
    const text = await readCode(picture, picture.width, picture.height);
    picture.close();
    return text;
  } catch {
    return undefined;
  }
}
