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

/** A while in the life of a process: from so many steps on, before so many more. */
export type While = readonly [name: string, from: number, to: number];

/** The memory of a process while it goes on, step by step. */
export class MemoryWatch {
  readonly #pid: number;
  readonly #timer: NodeJS.Timeout;
  readonly #samples: { readonly step: number; readonly megabytes: number }[] = [];
  #step = 0;

  constructor(pid: number) {
    this.#pid = pid;
    this.#timer = setInterval(() => this.#sample(), SAMPLE_MS).unref();
  }

  /** So many steps have been made. */
  reach(step: number): void {
    this.#step = step;
    this.#sample();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** The median; a single sample may meet garbage that is about to be collected. 0: it was never looked at then. */
  typical(during: While): number {
    const values = this.#during(during).sort((one, other) => one - other);
    return values[Math.floor(values.length / 2)] ?? 0;
  }

  most(during: While): number {
    return Math.max(0, ...this.#during(during));
  }

  /** Bars of these whiles. */
  figure(whiles: readonly While[]): readonly string[] {
    return whiles.map((during) => {
      const [name] = during;
      const typical = this.typical(during);
      const figures = `${String(typical).padStart(5)} MB, at most ${String(this.most(during)).padStart(3)}`;
      return `${name.padStart(20)} ${figures} ${'#'.repeat(Math.round(typical / 8))}`;
    });
  }

  #during([, from, to]: While): number[] {
    return this.#samples.flatMap(({ step, megabytes }) => (step >= from && step < to ? [megabytes] : []));
  }

  #sample(): void {
    const megabytes = residentMegabytes(this.#pid);
    if (megabytes > 0) this.#samples.push({ step: this.#step, megabytes });
  }
}
