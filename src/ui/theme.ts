/**
 * The choice of light or dark, kept on the device. Runs before the first paint, so that a chosen theme never flashes
 * in the other; the button itself is shown only where this ran.
 */
const root = document.documentElement;
const metas = [...document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]')];
const colours = metas.map((meta) => meta.content);
const themes = ['system', 'light', 'dark'];

function apply(theme: string): void {
  if (theme === 'system') root.removeAttribute('data-theme');
  else root.dataset['theme'] = theme;
  metas.forEach((meta, i) => {
    meta.content = colours[theme === 'system' ? i : themes.indexOf(theme) - 1] ?? '';
  });
}

root.classList.add('js');
try {
  const kept = localStorage.getItem('theme');
  if (kept === 'light' || kept === 'dark') apply(kept);
} catch {
  // Storage may be closed to this site: the theme then follows the system.
}
document.addEventListener('click', (event) => {
  if (!(event.target instanceof Element && event.target.closest('.theme'))) return;
  const next = themes[(themes.indexOf(root.dataset['theme'] ?? 'system') + 1) % 3] ?? 'system';
  apply(next);
  try {
    localStorage.setItem('theme', next);
  } catch {
    // The choice then lasts for this page.
  }
});
