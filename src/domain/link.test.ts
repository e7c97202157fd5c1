import { expect, test } from 'vitest';
import { webAddress } from './link.ts';

test('takes addresses of the web alone', () => {
  expect(webAddress(' https://kota-depok.kpu.go.id/blog/read/1 ')).toBe(
    'https://kota-depok.kpu.go.id/blog/read/1',
  );
  expect(webAddress('http://kpu.go.id')).toBe('http://kpu.go.id/');
  for (const text of [
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>',
    'file:///etc/passwd',
    '/berita',
    'kpu.go.id',
    'https://nama:sandi@kpu.go.id/',
    '',
  ]) {
    expect(webAddress(text), text).toBeUndefined();
  }
});
