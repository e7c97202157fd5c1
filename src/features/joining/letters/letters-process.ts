/**
 * A process of its own that draws letters into one PDF: thousands of pages keep a processor busy for many seconds, and
 * the window answers others meanwhile. It has no settings and no database, only what it is told.
 */
import { PDFDocument } from '@napi-rs/canvas';
import { loadBrush } from '../../../platform/pictures/drawing.ts';
import { drawCut, drawLetter, LETTERS_ON_PAGE, PAGE } from './draw.ts';
import type { Letter, LetterHead, PrintAnswer, PrintOrder } from './letter.ts';

const PART_BYTES = 1024 * 1024;

const sheets = startSheets();

// The sender is this program itself, over a channel that nobody else has; it waits for each answer.
process.on('message', async (order: PrintOrder) => {
  if (order.kind === 'begin') await sheets.begin(order.head);
  else if (order.kind === 'letters') for (const letter of order.letters) sheets.add(letter);
  else {
    const pdf = sheets.end();
    for (let at = 0; at < pdf.length; at += PART_BYTES) {
      await answer({ kind: 'part', bytes: pdf.subarray(at, at + PART_BYTES) });
    }
    await answer({ kind: 'done' });
    process.disconnect?.();
    return;
  }
  await answer({ kind: 'ready' });
});

function answer(what: PrintAnswer): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(what, undefined, undefined, (error) => (error ? reject(error) : resolve()));
  });
}

function startSheets() {
  let head: LetterHead | undefined;
  let brush: Awaited<ReturnType<typeof loadBrush>>;
  let pdf: PDFDocument | undefined;
  let page: ReturnType<PDFDocument['beginPage']> | undefined;
  let onPage = 0;
  return {
    async begin(given: LetterHead): Promise<void> {
      head = given;
      brush = await loadBrush();
      pdf = new PDFDocument({ title: given.title, author: given.office });
    },
    add(letter: Letter): void {
      if (!head || !brush || !pdf) throw new Error('This system cannot draw.');
      page ??= pdf.beginPage(PAGE.width, PAGE.height);
      drawLetter(page, brush, onPage, letter, head);
      onPage += 1;
      if (onPage === 1) drawCut(page);
      if (onPage < LETTERS_ON_PAGE) return;
      pdf.endPage();
      page = undefined;
      onPage = 0;
    },
    end(): Buffer {
      if (!pdf) throw new Error('Nothing was begun.');
      if (page) pdf.endPage();
      return pdf.close();
    },
  };
}
