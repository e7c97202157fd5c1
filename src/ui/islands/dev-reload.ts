/** For developers: the window closes this stream when it ends, and opening it again means that it has started anew. */
const stream = new EventSource('/dev/reload');
let wasOpen = false;

stream.addEventListener('open', () => {
  if (wasOpen) location.reload();
  wasOpen = true;
});
