import { holdsIdentityNumber } from '../../domain/nik.ts';

/** What every page loads: it makes the window an app of the phone, and says when the network is gone. */

function registerWorker(): void {
  if (!('serviceWorker' in navigator)) return;
  // A browser that refuses (private mode, no storage) shows every page as before, only not offline.
  navigator.serviceWorker.register('/service-worker.js').catch(() => undefined);
}

/** What is wrong with a form stands above it, and a screen reader is to begin there. */
function focusErrors(): void {
  const summary = document.getElementById('error-summary');
  summary?.focus();
}

/** An identity number typed into the search box by mistake is not to stand in an address, not even for a moment. */
function keepNumberOutOfSearch(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.closest('search')) return;
    const typed = String(new FormData(form).get('q') ?? '');
    if (!holdsIdentityNumber(typed)) return;
    event.preventDefault();
    form.reset();
    location.assign(document.documentElement.lang === 'en' ? '/en/cek' : '/cek');
  });
}

focusErrors();
keepNumberOutOfSearch();
addEventListener('load', registerWorker, { once: true });
