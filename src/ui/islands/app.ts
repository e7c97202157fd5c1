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

focusErrors();
addEventListener('load', registerWorker, { once: true });
