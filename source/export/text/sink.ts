import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Thrown where whoever read our output has gone (`| head`): no fault, there is just nobody to write for. */
export class ReaderGone extends Error {
  override readonly name = 'ReaderGone';
}

/** Text is handed on in pieces of about this many characters. */
const PIECE = 64 * 1024;

/** Somewhere to write text to, as fast as it takes it. */
export interface Sink {
  /** Throws what the output failed with, a ReaderGone, or the reason of the signal. */
  readonly write: (text: string) => Promise<void> | undefined;
  /** Hands on what is left; the stream stays open. */
  readonly flush: () => Promise<void>;
}

/**
 * Writes to a stream, waits while it is full, and lets other work run between two pieces. A failing stream and an
 * aborted signal end the next write.
 */
export function sinkTo(stream: Writable, signal: AbortSignal): Sink {
  const failure = failureOf(stream);
  let pending = '';
  const drained = async (): Promise<void> => {
    try {
      await Promise.race([once(stream, 'drain', { signal }), failure.happens]);
    } catch (error) {
      failure.check();
      signal.throwIfAborted();
      throw error;
    }
  };
  const handOn = async (): Promise<void> => {
    signal.throwIfAborted();
    const piece = pending;
    pending = '';
    if (piece === '') return;
    if (stream.write(piece)) await nextTurn();
    else await drained();
    failure.check();
  };
  return {
    write: (text) => {
      pending += text;
      return pending.length < PIECE ? undefined : handOn();
    },
    flush: handOn,
  };
}

/** How a stream failed, for those who wait for it and for those who ask. */
export interface StreamFailure {
  /** Rejects when the stream fails, and is otherwise never settled. */
  readonly happens: Promise<never>;
  /** Throws where it has failed. */
  readonly check: () => void;
}

/** Watches a stream for failure; a reader that has gone is a ReaderGone. */
export function failureOf(stream: Writable): StreamFailure {
  let failed: Error | undefined = stream.destroyed ? new ReaderGone('the output was closed') : undefined;
  const happens = new Promise<never>((_, reject) => {
    if (failed !== undefined) reject(failed);
    stream.on('error', (error) => {
      failed ??= isPipeError(error) ? new ReaderGone('the reader has gone', { cause: error }) : error;
      reject(failed);
    });
    stream.on('close', () => {
      if (stream.writableFinished) return;
      failed ??= new ReaderGone('the output was closed');
      reject(failed);
    });
  });
  // Nobody may be waiting when it fails; the next check tells.
  happens.catch(() => undefined);
  return {
    happens,
    check: () => {
      if (failed !== undefined) throw failed;
    },
  };
}

function isPipeError(error: Error): boolean {
  return 'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED');
}
