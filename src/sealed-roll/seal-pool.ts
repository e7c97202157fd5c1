/** Sealing on all cores: hands batches to threads and keeps what comes back in the file's order. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { firstModule } from './files.ts';
import type { RollRow } from './roll-csv.ts';
import type { SealBatch, SealedBatch, SealWorkerData } from './seal-worker.ts';

/** Records per batch: some 100 ms of work, so that threads rarely wait and progress moves. */
export const BATCH_SIZE = 1000;
/** Batches that wait per thread; more would only fill memory. */
const QUEUED_PER_THREAD = 2;

/** The threads of one sealing. */
export type SealPool = {
  /** Takes one record; resolves once there is room for the next. Rejects when a thread failed. */
  add(row: RollRow): Promise<void>;
  /** All entries, batch by batch in the file's order, once every record is sealed. */
  finish(): Promise<readonly Uint8Array[]>;
  /** Ends the threads, whatever they are doing. */
  close(): Promise<void>;
};

/** Starts the threads. `onSealed` is told the number of records sealed so far. */
export function startSealPool(
  data: SealWorkerData,
  threads: number = availableParallelism(),
  onSealed: (done: number) => void = () => {},
): SealPool {
  // From source the thread's entry lies beside this file; in a build it is an entry of its own, beside or above the chunk.
  const names = ['./seal-worker.ts', './seal-worker.js', '../seal-worker.js'];
  const entry = firstModule(names, import.meta.url);
  const sealed: Uint8Array[] = [];
  const waiting: (() => void)[] = [];
  let batch = emptyBatch(0);
  let inFlight = 0;
  let done = 0;
  let failure: Error | null = null;

  const wake = () => {
    for (const resume of waiting.splice(0)) resume();
  };
  // No `execArgv`: flags of the process that seals, such as one for its own input, mean nothing to a thread.
  const startThread = () => new Worker(entry, { workerData: data, execArgv: [] });
  const workers = Array.from({ length: threads }, startThread);
  for (const worker of workers) {
    worker.on('message', ({ id, entries }: SealedBatch) => {
      sealed[id] = entries;
      inFlight -= 1;
      done += entries.length / data.entrySize;
      onSealed(done);
      wake();
    });
    worker.on('error', (error) => {
      failure ??= error instanceof Error ? error : new Error(String(error));
      wake();
    });
  }

  const until = async (isEnough: () => boolean): Promise<void> => {
    while (failure === null && !isEnough()) await new Promise<void>((resume) => waiting.push(resume));
    if (failure !== null) throw failure;
  };
  const send = () => {
    workers[batch.id % threads]?.postMessage(batch);
    inFlight += 1;
    batch = emptyBatch(batch.id + 1);
  };
  return {
    async add(row) {
      batch.inputs.push(row.input);
      batch.plaintexts.push(row.plaintext);
      if (batch.inputs.length < BATCH_SIZE) return;
      await until(() => inFlight < threads * QUEUED_PER_THREAD);
      send();
    },
    async finish() {
      if (batch.inputs.length > 0) send();
      await until(() => inFlight === 0);
      return sealed;
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

type GrowingBatch = SealBatch & { readonly inputs: string[]; readonly plaintexts: string[] };

function emptyBatch(id: number): GrowingBatch {
  return { id, inputs: [], plaintexts: [] };
}
