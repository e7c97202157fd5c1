import { readCode } from './read-code.ts';

/** Pauses between two looks at the camera's picture: quick enough for a hand, slow enough for a cheap phone. */
const LOOK_EVERY_MS = 200;

/**
 * Shows the camera's picture at the end of a place until a code is read; gives what ends it. The picture goes nowhere.
 *
 * @throws DOMException where there is no camera, or it is not allowed
 */
export async function cameraOf(place: HTMLElement, onCode: (text: string) => void): Promise<() => void> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = stream;
  place.append(video);
  let ended = false;
  const end = () => {
    ended = true;
    for (const track of stream.getTracks()) track.stop();
    video.remove();
  };
  const look = async () => {
    if (ended) return;
    const text =
      video.videoWidth > 0 ? await readCode(video, video.videoWidth, video.videoHeight) : undefined;
    if (ended) return;
    if (text === undefined || text === '') setTimeout(() => void look(), LOOK_EVERY_MS);
    else onCode(text);
  };
  await video.play();
  void look();
  return end;
}
