/**
 * Checks the count form while one types, and keeps its numbers on this phone alone. Nothing is sent: without a network it
 * works the same.
 */
import { candidateField, checkCount, countFields, MOST_CANDIDATES } from '../../domain/count-check.ts';
import { countMarks, countStanding, type NamedShape } from '../count/marks.ts';
import { COUNT_WORDS } from '../count/words.ts';

/** Under this name the number of lines is kept beside the numbers. */
const LINES = 'lines';

const lang = document.documentElement.lang === 'en' ? 'en' : 'id';
const numbers = new Intl.NumberFormat(lang === 'id' ? 'id-ID' : 'en-GB');
const format = (value: number) => numbers.format(value);

function start(form: HTMLFormElement, choice: HTMLFormElement): void {
  const contest = choice.querySelector<HTMLSelectElement>('[name=surat]');
  const lines = choice.querySelector<HTMLSelectElement>('[name=calon]');
  if (!contest || !lines) return;
  const lists = (form.dataset['count'] ?? '').split(' ').map((pair) => pair.split('='));
  const names = Object.fromEntries(lists.map(([id = '', name = id]) => [id, name]));
  const { officer = '' } = document.body.dataset;
  /** One's own, by contest: a phone may be lent to a colleague. */
  const key = () => `jendela.count.${officer}.${contest.value}`;
  const shape = (): NamedShape => ({ lists: Object.keys(names), names, candidates: Number(lines.value) });
  const inputs = () =>
    new Map(
      countFields(shape()).flatMap((field) => {
        const input = form.elements.namedItem(field);
        return input instanceof HTMLInputElement ? [[field, input] as const] : [];
      }),
    );

  function show(): void {
    const fields = inputs();
    const typed = Object.fromEntries([...fields].map(([field, { value }]) => [field, value]));
    const check = checkCount(shape(), typed);
    const marks = countMarks(shape(), check, lang, format);
    for (const [field, input] of fields) {
      const own = marks.filter((mark) => mark.field === field);
      const expected = check.expected.get(field);
      input.placeholder = expected === undefined ? '' : format(expected);
      mark(
        field,
        input,
        own.map(({ text }) => text),
        own.some(({ hint }) => !hint),
      );
    }
    showStanding(form, countStanding(check, lang, format), marks[0]?.field);
  }

  function keep(): void {
    const filled = [...inputs()].filter(([, { value }]) => value !== '');
    const values = Object.fromEntries(filled.map(([field, { value }]) => [field, value]));
    try {
      if (filled.length === 0) localStorage.removeItem(key());
      else localStorage.setItem(key(), JSON.stringify({ ...values, [LINES]: lines?.value }));
    } catch {
      // A phone that keeps nothing still checks.
    }
  }

  function restore(): void {
    const kept = keptUnder(key());
    if (lines && kept.has(LINES)) lines.value = kept.get(LINES) ?? lines.value;
    setCandidates(form, Number(lines?.value));
    for (const [field, input] of inputs()) input.value = (kept.get(field) ?? input.value).slice(0, 20);
  }

  restore();
  show();
  form.addEventListener('input', () => {
    show();
    keep();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    show();
    form.querySelector<HTMLInputElement>('[aria-invalid]')?.focus();
  });
  choice.addEventListener('submit', (event) => event.preventDefault());
  contest.addEventListener('change', () => {
    for (const input of inputs().values()) input.value = '';
    restore();
    show();
  });
  lines.addEventListener('change', () => {
    setCandidates(form, Number(lines.value));
    show();
    keep();
  });
  const clear = form.querySelector<HTMLButtonElement>('[data-clear]');
  clear?.addEventListener('click', () => {
    if (!confirm(clear.dataset['clear'])) return;
    for (const input of inputs().values()) input.value = '';
    show();
    keep();
  });
  if (clear) clear.hidden = false;
  for (const element of form.querySelectorAll<HTMLElement>('[data-with-script]')) element.hidden = false;
  for (const element of choice.querySelectorAll<HTMLElement>('[data-without-script]')) element.hidden = true;
}

function mark(field: string, input: HTMLInputElement, texts: readonly string[], isWrong: boolean): void {
  if (isWrong) input.setAttribute('aria-invalid', 'true');
  else input.removeAttribute('aria-invalid');
  const note = document.getElementById(`n-${field}`);
  if (!note) return;
  note.hidden = texts.length === 0;
  note.textContent = texts.join(' ');
  note.classList.toggle('hint-only', !isWrong);
}

function showStanding(
  form: HTMLFormElement,
  { tone, text }: ReturnType<typeof countStanding>,
  first: string | undefined,
): void {
  const standing = form.querySelector<HTMLElement>('[data-standing]');
  if (!standing) return;
  standing.className = `count-standing ${tone}`;
  const said = standing.querySelector('b');
  // Said once, and not again with each figure.
  if (said && said.textContent !== text) said.textContent = text;
  const link = standing.querySelector<HTMLAnchorElement>('[data-first]');
  if (!link) return;
  link.hidden = first === undefined;
  link.href = `#f-${first ?? ''}`;
}

/** As many lines of candidates as are wanted, each made from the first. */
function setCandidates(form: HTMLFormElement, wanted: number): void {
  const count = Math.min(Math.max(wanted, 1), MOST_CANDIDATES);
  const rows = [...form.querySelectorAll<HTMLElement>('[data-candidate]')];
  for (const row of rows.slice(count)) row.remove();
  const [first] = rows;
  let last = rows[Math.min(rows.length, count) - 1];
  if (!first) return;
  for (let line = rows.length + 1; line <= count; line++) {
    const row = first.cloneNode(true);
    if (!(row instanceof HTMLElement)) return;
    row.querySelector('label')?.setAttribute('for', `f-${candidateField(line)}`);
    const label = row.querySelector('span');
    const input = row.querySelector('input');
    const note = row.querySelector('p');
    const field = candidateField(line);
    if (label) label.textContent = COUNT_WORDS[lang].candidate(line);
    if (note) Object.assign(note, { id: `n-${field}`, hidden: true, textContent: '' });
    if (input) {
      Object.assign(input, { id: `f-${field}`, name: field, value: '' });
      input.setAttribute('aria-describedby', `n-${field}`);
    }
    last?.after(row);
    last = row;
  }
}

function keptUnder(key: string): ReadonlyMap<string, string> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return new Map();
    return new Map(Object.entries(kept).map(([field, value]) => [field, String(value)]));
  } catch {
    // What cannot be read is as if it were not there.
    return new Map();
  }
}

const form = document.querySelector<HTMLFormElement>('form[data-count]');
const choice = document.querySelector<HTMLFormElement>('form.count-choice');
if (form && choice) start(form, choice);
