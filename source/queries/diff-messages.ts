/** What the app's thread and the one that compares two scans say to each other. */
import * as v from 'valibot';
import type { FindingTally, KindChanges } from '../analysis/diff/change-tally.ts';
import type { SectionWords } from '../analysis/diff/section-words.ts';
import type { ChangeCounts, DifferingRow } from '../model/diff.ts';

/** What became of the rows of a kind, by its id. */
export interface KindOfDiff extends Omit<KindChanges, 'kind'> {
  readonly kind: string;
  readonly title: string;
}

/** What was found so far. */
export interface DiffReport {
  /** Both scans in a line. */
  readonly title: string;
  readonly notes: readonly string[];
  /** Of kinds in which something differs. */
  readonly kinds: readonly KindOfDiff[];
  readonly total: ChangeCounts;
  /** What became of findings, those that most rows are newly about first. */
  readonly findings: readonly FindingTally[];
  /** Findings, protection and verdicts, in words. */
  readonly sections: readonly SectionWords[];
  /** Rows that were found since the last report, the first thousands of each kind. */
  readonly rows: readonly DifferingRow[];
}

/** What the thread says; after `done` or `failed` nothing comes. */
export type DiffMessage =
  | { readonly type: 'part' | 'done'; readonly report: DiffReport }
  | { readonly type: 'failed'; readonly message: string };

const taskSchema = v.object({ one: v.string(), other: v.string() });

/** Two scan files in any order. */
export type DiffTask = v.InferOutput<typeof taskSchema>;

/** What the thread is given; throws where that is no task. */
export function parseDiffTask(data: unknown): DiffTask {
  return v.parse(taskSchema, data);
}

/** True for a message of a thread of this build; what it carries was checked when it was read from the files. */
export function isDiffMessage(message: unknown): message is DiffMessage {
  return (
    typeof message === 'object' &&
    message !== null &&
    'type' in message &&
    (message.type === 'part' || message.type === 'done' || message.type === 'failed')
  );
}
