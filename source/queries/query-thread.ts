import type { Worker } from 'node:worker_threads';
import { startWorker } from '../base/start-worker.ts';
import type { ByteUnit } from '../model/format.ts';
import { FilterError } from '../store/filter/expression.ts';
import { type Answer, isAnswer, type Question } from './query-messages.ts';

/** A question without its number, which `ask` gives. */
type Unnumbered<Some> = Some extends unknown ? Omit<Some, 'id'> : never;

/** A question whose answer is awaited. */
interface Pending {
  readonly receive: (answer: Answer) => void;
  readonly reject: (reason: unknown) => void;
}

/** A worker thread for one scan file, started when it is first asked, and again after it has crashed. */
export class QueryThread {
  readonly #file: string;
  readonly #byteUnit: ByteUnit;
  readonly #pending = new Map<number, Pending>();
  #worker: Worker | undefined;
  #closed = false;
  #lastId = 0;

  /** `byteUnit`: words find sizes as they are shown in it. */
  constructor(file: string, byteUnit: ByteUnit) {
    this.#file = file;
    this.#byteUnit = byteUnit;
  }

  /**
   * Asks one question. `pick` takes the value out of the answer that fits the question, and returns undefined for
   * others. Rejects with the worker's error (a FilterError among them), with one that says that the thread ended, or
   * with the signal's reason.
   */
  ask<Value>(
    question: Unnumbered<Question>,
    pick: (answer: Answer) => { readonly value: Value } | undefined,
    signal?: AbortSignal,
  ): Promise<Value> {
    if (signal?.aborted === true) return Promise.reject(signal.reason);
    if (this.#closed) return Promise.reject(new Error(`The scan file ${this.#file} has been closed`));
    this.#lastId += 1;
    const id = this.#lastId;
    const { promise, resolve, reject } = Promise.withResolvers<Value>();
    const cancel = (): void => this.#cancel(id, signal?.reason);
    signal?.addEventListener('abort', cancel, { once: true });
    this.#pending.set(id, {
      reject,
      receive: (answer) => {
        if (answer.to === 'error') reject(answer.error);
        if (answer.to === 'bad filter') reject(new FilterError(answer.fault));
        const picked = pick(answer);
        if (picked !== undefined) resolve(picked.value);
        if (answer.to !== 'part') this.#settle(id);
      },
    });
    this.#running().postMessage({ ...question, id });
    return promise.finally(() => signal?.removeEventListener('abort', cancel));
  }

  /** Ends the thread; what is still asked is rejected. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const worker = this.#worker;
    this.#rejectAll(new Error(`The scan file ${this.#file} has been closed`));
    if (worker === undefined) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    worker.ref();
    worker.once('exit', () => resolve());
    worker.postMessage({ ask: 'close' });
    await promise;
  }

  #cancel(id: number, reason: unknown): void {
    this.#pending.get(id)?.reject(reason);
    this.#settle(id);
    this.#worker?.postMessage({ ask: 'cancel', id });
  }

  // An idle thread must not keep the process alive.
  #settle(id: number): void {
    this.#pending.delete(id);
    if (this.#pending.size === 0) this.#worker?.unref();
  }

  #running(): Worker {
    this.#worker ??= this.#start();
    this.#worker.ref();
    return this.#worker;
  }

  #start(): Worker {
    const data = { file: this.#file, byteUnit: this.#byteUnit };
    const worker = startWorker('query-worker', import.meta.url, { data });
    worker.on('message', (message: unknown) => {
      if (isAnswer(message)) this.#pending.get(message.id)?.receive(message);
    });
    worker.on('messageerror', (error) => this.#lose(worker, error));
    worker.on('error', (error) => this.#lose(worker, error));
    worker.on('exit', () => this.#lose(worker));
    return worker;
  }

  #lose(worker: Worker, error?: unknown): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    const why = error instanceof Error ? `: ${error.message}` : '';
    this.#rejectAll(
      new Error(`The thread that reads the scan file ${this.#file} ended unexpectedly${why}`, {
        cause: error,
      }),
    );
  }

  #rejectAll(error: Error): void {
    const rejected = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of rejected) reject(error);
  }
}
