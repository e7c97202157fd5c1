/** The voter check: the page's form and answers, and the page of the card that a person keeps. */
import { hydrate } from 'preact';
import { CheckApp } from './check/app.tsx';
import { CardApp } from './check/card-app.tsx';

const check = document.getElementById('check');
if (check) {
  hydrate(<CheckApp props={JSON.parse(check.dataset['props'] ?? '')} />, check);
  // The protocol is on its way while the number is being typed.
  void import('./check/ask.ts').catch(() => undefined);
}
const card = document.getElementById('kept-card');
if (card) hydrate(<CardApp props={JSON.parse(card.dataset['props'] ?? '')} />, card);
