/** Shows how something comes on that takes a while: the page is asked for again until it says no more that it should be. */

const SECONDS = 1000;

const place = document.querySelector<HTMLElement>('[data-reload]');
const seconds = Number(place?.dataset['reload']);
// Reloading takes the place of nothing that somebody typed: such a page has no form.
if (place && seconds > 0) setTimeout(() => location.reload(), seconds * SECONDS);
