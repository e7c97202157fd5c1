import { expect, test } from 'vitest';
import { deedInWords } from './messages.ts';

const kinds = new Map([['announcement', { label: { id: 'Pengumuman', en: 'Announcement' } }]]);

test.each([
  ['announcement.publish', 'Pengumuman diterbitkan', 'Announcement published'],
  ['session.link', 'Masuk lewat tautan', 'Signed in by a link'],
  ['another-feature.deed', 'another-feature.deed', 'another-feature.deed'],
])('%s is told in words where there are some', (action, id, en) => {
  expect(deedInWords(action, 'id', kinds)).toBe(id);
  expect(deedInWords(action, 'en', kinds)).toBe(en);
});
