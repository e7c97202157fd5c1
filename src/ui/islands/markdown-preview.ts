/**
 * Shows below a field of text with marks what readers will see, while one types. The server renders it, by the same list
 * of what may stand in a page; without an answer the text stays as it is, and a sentence says so.
 */
const ENDPOINT = '/kerja/pratinjau';
const PAUSE = 400;

for (const field of document.querySelectorAll<HTMLTextAreaElement>('textarea[data-markdown]')) {
  const section = field.closest('.md')?.querySelector<HTMLElement>('.md-preview');
  const shown = section?.querySelector<HTMLElement>('.prose');
  const away = section?.querySelector<HTMLElement>('.md-away');
  if (section && shown && away) follow(field, section, shown, away);
}

function follow(
  field: HTMLTextAreaElement,
  section: HTMLElement,
  shown: HTMLElement,
  away: HTMLElement,
): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked: AbortController | undefined;

  const show = async () => {
    asked?.abort();
    asked = new AbortController();
    const { signal } = asked;
    section.hidden = field.value.trim() === '';
    if (section.hidden) return;
    try {
      const answer = await fetch(ENDPOINT, {
        method: 'POST',
        body: new URLSearchParams({ teks: field.value }),
        // A session that has ended leads to the sign-in page, which is no preview.
        redirect: 'error',
        signal,
      });
      if (!answer.ok) throw new Error(String(answer.status));
      const html = await answer.text();
      if (signal.aborted) return;
      // Sanitised by the server as for the page itself; the policy of the pages runs no script that it could hold.
      shown.innerHTML = html;
      away.hidden = true;
    } catch {
      if (!signal.aborted) away.hidden = false;
    }
  };

  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(show, PAUSE);
  });
  void show();
}
