/** What only a script can do with a page that is passed on: copy its address, hand it to another app, print it. */

function show(selector: string, act: (element: HTMLElement) => Promise<void> | void): void {
  for (const element of document.querySelectorAll<HTMLElement>(selector)) {
    element.hidden = false;
    element.querySelector('button')?.addEventListener('click', () => void act(element));
  }
}

async function copy(element: HTMLElement): Promise<void> {
  const { copy: text = '', copied = '', mark = '' } = element.dataset;
  try {
    await navigator.clipboard.writeText(text);
    const said = element.querySelector('[role=status]');
    if (said) said.textContent = copied;
  } catch {
    // A browser that refuses leaves it marked, so that the reader's own copying takes it.
    const shown = document.getElementById(mark) ?? element.previousElementSibling;
    if (shown) getSelection()?.selectAllChildren(shown);
  }
}

async function passOn({ dataset }: HTMLElement): Promise<void> {
  const { shareTitle = '', shareUrl = '' } = dataset;
  // Who closes the list of apps has changed their mind, and nothing is to be said of it.
  await navigator.share({ title: shareTitle, url: shareUrl }).catch(() => undefined);
}

if ('clipboard' in navigator) show('[data-copy]', copy);
if ('share' in navigator) show('[data-share-url]', passOn);
show('[data-print]', () => print());
