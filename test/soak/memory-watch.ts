import { readFileSync } from 'node:fs';

/** What a process has in memory, in megabytes; 0 where the system does not tell, or it is gone. */
function residentMegabytes(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}

const SAMPLE_MS = 1000;

/** The memory of a process while it runs. */
export class MemoryWatch {
  readonly #pid: number;
  readonly #timer: NodeJS.Timeout;
  readonly #marks: (readonly [what: string, megabytes: number])[] = [];
  #most = 0;

  constructor(pid: number) {
    this.#pid = pid;
    this.#timer = setInterval(() => this.#sample(), SAMPLE_MS).unref();
  }

  /** The figure of now gets a name. Answers it. */
  mark(what: string): void {
    this.#marks.push([what, this.#sample()]);
  }

  /** The figure of this name; 0: there is none. */
  at(what: string): number {
    return this.#marks.find(([name]) => name === what)?.[1] ?? 0;
  }

  /** The most that there was until now gets a name. */
  markMost(what: string): void {
    this.#sample();
    this.#marks.push([what, this.#most]);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Bars of what was marked. */
  figure(): readonly string[] {
    return this.#marks.map(
      ([what, megabytes]) =>
        `${what.padStart(20)} ${String(megabytes).padStart(5)} MB ${'#'.repeat(Math.round(megabytes / 8))}`,
    );
  }

  #sample(): number {
    const megabytes = residentMegabytes(this.#pid);
    this.#most = Math.max(this.#most, megabytes);
    return megabytes;
  }
}
