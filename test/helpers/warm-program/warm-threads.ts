/** `node:worker_threads` for the program in a warm host: its workers are real threads, of which whole ones serve again. */
import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import {
  MessageChannel,
  type MessagePort,
  SHARE_ENV,
  Worker as Thread,
  type Transferable,
  type WorkerOptions,
} from 'node:worker_threads';
import type { FromWarmThread, ToWarmThread } from './protocol.ts';

export * from 'node:worker_threads';

const SCRIPT = new URL('./warm-thread.ts', import.meta.url);
/** How long a thread may take to say that it is idle, in milliseconds; one that does not is ended. */
const ANSWER_MS = 200;

/** Threads that wait for a run, by the script that they have run before. */
const waiting = new Map<string, Thread[]>();
let runs = 0;

/** Threads whose output has been read. */
const heard = new WeakSet<Thread>();

/** How many of those wait: each keeps the process from ending by itself. */
export function waitingThreads(): number {
  return [...waiting.values()].flat().filter((thread) => heard.has(thread)).length;
}

/** Ends those that wait. */
export async function endWaitingThreads(): Promise<void> {
  const threads = [...waiting.values()].flat();
  waiting.clear();
  await Promise.all(threads.map((thread) => thread.terminate()));
}

/** A worker as the program makes it. */
export class Worker extends EventEmitter {
  readonly #script: string;
  readonly #thread: Thread;
  readonly #port: MessagePort;
  readonly #outputs = new Map<'stdout' | 'stderr', PassThrough>();
  #terminated: Promise<number> | undefined;

  constructor(script: URL, { workerData, transferList = [], resourceLimits = {} }: WorkerOptions) {
    super();
    this.#script = script.href;
    this.#thread =
      waiting.get(script.href)?.pop() ??
      new Thread(SCRIPT, { resourceLimits, stdout: true, stderr: true, env: SHARE_ENV });
    this.#thread.ref();
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.on('message', (message: unknown) => this.emit('message', message));
    this.#thread.on('error', (error) => this.emit('error', error));
    this.#thread.on('exit', (code) => this.emit('exit', code));
    runs += 1;
    const run: ToWarmThread = {
      type: 'run',
      number: runs,
      script: this.#script,
      data: workerData,
      port: port2,
    };
    this.#thread.postMessage(run, [port2, ...transferList]);
  }

  get stdout(): PassThrough {
    return this.#output('stdout');
  }

  get stderr(): PassThrough {
    return this.#output('stderr');
  }

  postMessage(message: unknown, transferList: readonly Transferable[] = []): void {
    this.#port.postMessage(message, transferList);
  }

  ref(): void {
    this.#port.ref();
  }

  unref(): void {
    this.#port.unref();
  }

  /** Ends the run; its thread, too, where anything of it is left there. */
  terminate(): Promise<number> {
    this.#terminated ??= this.#end();
    return this.#terminated;
  }

  /** What the thread prints in this run. */
  #output(name: 'stdout' | 'stderr'): PassThrough {
    const output = this.#outputs.get(name) ?? new PassThrough();
    if (!this.#outputs.has(name)) this.#thread[name].on('data', (chunk: Buffer) => output.write(chunk));
    this.#outputs.set(name, output);
    heard.add(this.#thread);
    return output;
  }

  async #end(): Promise<number> {
    const thread = this.#thread;
    this.#port.close();
    const isIdle = await saysItIsIdle(thread);
    for (const name of ['error', 'exit']) thread.removeAllListeners(name);
    for (const output of [thread.stdout, thread.stderr]) output.removeAllListeners('data');
    if (isIdle) {
      thread.unref();
      waiting.set(this.#script, [...(waiting.get(this.#script) ?? []), thread]);
    } else await thread.terminate();
    this.emit('exit', 1);
    return 1;
  }
}

function saysItIsIdle(thread: Thread): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ANSWER_MS, false);
    thread.once('message', ({ isIdle }: FromWarmThread) => {
      clearTimeout(timer);
      resolve(isIdle);
    });
    thread.once('exit', () => resolve(false));
    thread.postMessage({ type: 'is idle' } satisfies ToWarmThread);
  });
}
