/** Where a command speaks to the person who called it. Logs go elsewhere. */
export interface Print {
  line(text?: string): void;
  /**
   * Runs a step. One that takes longer than a second is named while it runs, with how far it has come where that
   * is known, and with how long it took when it is done.
   */
  step<T>(name: string, run: (progress: Progress) => Promise<T>): Promise<T>;
}

/** How far a step has come, or what it is busy with. */
export interface Progress {
  done(count: number, total: number): void;
  busyWith(what: string): void;
}

const SHOW_AFTER_MS = 1_000;
const REDRAW_MS = 250;

/** Prints to a stream: on a terminal one line that is drawn anew, elsewhere one line at the start and the end. */
export function createPrint(stream: NodeJS.WriteStream = process.stderr): Print {
  const onTerminal = stream.isTTY === true;
  return {
    line: (text = '') => void stream.write(`${text}\n`),
    async step(name, run) {
      const started = performance.now();
      let label = name;
      let suffix = '';
      let shown = false;
      const draw = () => {
        const seconds = (performance.now() - started) / 1000;
        if (seconds * 1000 < SHOW_AFTER_MS) return;
        if (onTerminal) stream.write(`\r\x1b[2K  ${label} … ${suffix}${seconds.toFixed(0)} s`);
        else if (!shown) stream.write(`  ${label} …\n`);
        shown = true;
      };
      const timer = setInterval(draw, REDRAW_MS);
      try {
        return await run({
          done: (count, total) => {
            suffix = total > 0 ? `${Math.floor((count / total) * 100)} %, ` : '';
          },
          busyWith: (what) => {
            label = what;
          },
        });
      } finally {
        clearInterval(timer);
        const seconds = ((performance.now() - started) / 1000).toFixed(1);
        if (shown)
          stream.write(onTerminal ? `\r\x1b[2K  ${label}: ${seconds} s\n` : `  ${label}: ${seconds} s\n`);
      }
    },
  };
}
