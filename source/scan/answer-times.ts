import { steadyNow } from '../base/steady-clock.ts';
import type { ReadTime } from '../model/cell.ts';

/** When AWS answered the run of a cell. */
export interface AnswerTimes {
  /** An answer came, now where nothing else is said. */
  readonly note: (at?: number) => void;
  /** Null before the first answer. */
  readonly known: () => ReadTime | null;
  /** When something has been read: where other cells asked for it (a listing that kinds share), now at the latest. */
  readonly soFar: () => ReadTime;
}

/** Times of a run that begins. */
export function answerTimes(now: () => number = steadyNow): AnswerTimes {
  let read: ReadTime | null = null;
  const noted = (at = now()): ReadTime => {
    read = { at: Math.min(read?.at ?? at, at), until: Math.max(read?.until ?? at, at) };
    return read;
  };
  return { note: noted, known: () => read, soFar: () => read ?? noted() };
}

/** The region of a run whose answers are noted. */
export function withAnswers<Region extends { readonly onServed: (at?: number) => void }>(
  region: Region,
  answers: AnswerTimes,
): Region {
  return {
    ...region,
    onServed: (at) => {
      answers.note(at);
      region.onServed(at);
    },
  };
}
