/**
 * Resolves when the process is told to stop: Ctrl-C, SIGTERM, a closed terminal, or the end of the process that
 * started it. A second Ctrl-C ends it at once.
 */
export function untilStopped(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let told = false;
  const stop = () => {
    if (told) process.exit(130);
    told = true;
    resolve();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('SIGHUP', stop);
  // Ending the channel stops a started process once; Ctrl-C in the same terminal reaches it too and must not count twice.
  process.once('disconnect', resolve);
  return promise;
}
