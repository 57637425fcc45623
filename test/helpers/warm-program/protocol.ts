import type { MessagePort } from 'node:worker_threads';

/** Where the bundle of the published program is, as a URL that ends in a slash. */
export const BUNDLE = new URL('../../../dist/', import.meta.url).href;

/** A run that the host is asked for. At its end it writes its exit code between two NUL to both outputs. */
export interface WarmRun {
  readonly number: number;
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly args: readonly string[];
}

/** What a warm thread is told. */
export type ToWarmThread =
  | {
      readonly type: 'run';
      readonly number: number;
      readonly script: string;
      readonly data: unknown;
      readonly port: MessagePort;
    }
  /** Whether nothing of a run is left. */
  | { readonly type: 'is idle' };

/** What a warm thread answers to that. */
export interface FromWarmThread {
  readonly isIdle: boolean;
}
