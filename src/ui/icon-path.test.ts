import { describe, expect, it } from 'vitest';
import { iconPath } from './icon-path.ts';
import { ICONS, iconName } from './icons.ts';

describe('iconPath', () => {
  it('joins shapes, and lets a relative start begin at the origin', () => {
    expect(iconPath('<svg><path d="M1 1h2" /><path d="m5 5 1 1" /></svg>')).toBe('M1 1h2M0 0m5 5 1 1');
  });

  it.each([
    ['<circle cx="12" cy="8" r="2" />', 'M10 8a2 2 0 1 0 4 0a2 2 0 1 0 -4 0Z'],
    ['<line x1="1" y1="2" x2="3" y2="4" />', 'M1 2L3 4'],
    ['<polyline points="22 12 16 12" />', 'M22 12 16 12'],
    ['<polygon points="1 1 2 2 3 1" />', 'M1 1 2 2 3 1Z'],
    ['<rect x="1" y="2" width="3" height="4" />', 'M1 2h3v4h-3Z'],
    [
      '<rect width="18" height="18" x="3" y="3" rx="2" />',
      'M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1 -2 2h-14a2 2 0 0 1 -2 -2v-14a2 2 0 0 1 2 -2Z',
    ],
  ])('draws %s', (shape, path) => {
    expect(iconPath(`<svg>${shape}</svg>`)).toBe(path);
  });

  it('refuses a file without a shape', () => {
    expect(() => iconPath('<svg></svg>')).toThrow();
  });
});

describe('the icons', () => {
  it('are all drawn', () => {
    for (const path of Object.values(ICONS)) expect(path).toMatch(/^M[\d.]/);
  });

  it('are found by name, and a wrong name is refused', () => {
    expect(iconName('house')).toBe('house');
    expect(() => iconName('toString')).toThrow('toString');
  });
});
