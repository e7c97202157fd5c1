import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { imageSize } from 'image-size';
import jsQR from 'jsqr';
import { describe, expect, inject, it } from 'vitest';
import { photoWithPlace } from '../../src/platform/media/testing.ts';

const { url } = inject('window');

describe('pictures of the built window', () => {
  it('draws a page with its QR code', async () => {
    const response = await fetch(`${url}/bagikan/gambar.png?untuk=/tahapan`);
    expect(response.status).toBe(200);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(imageSize(bytes)).toMatchObject({ width: 1080, height: 1350, type: 'png' });
    const image = await loadImage(bytes);
    const drawing = createCanvas(image.width, image.height).getContext('2d');
    drawing.drawImage(image, 0, 0);
    const { data, width, height } = drawing.getImageData(0, 0, image.width, image.height);
    expect(jsQR(data, width, height)?.data).toMatch(/\/s\//);
  });

  it('has the process that writes pictures anew', async () => {
    const child = fork('dist/server/re-encode-process.js', {
      serialization: 'advanced',
      env: {},
      execArgv: [],
    });
    child.send({ bytes: photoWithPlace(), mostPixels: 1_000_000, sides: [1600, 640] });
    const [answer] = await once(child, 'message');
    expect(answer).toMatchObject({ ok: true, renditions: [{ width: 400, height: 200 }] });
  });
});
