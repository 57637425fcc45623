/**
 * Findings and sources of both sides are half of a large comparison's time, and need the rows only at their end. They are
 * read by a thread of their own while the rows are compared.
 */
import { on } from 'node:events';
import { startWorker } from '../../base/start-worker.ts';
import type { SectionChange } from './sections.ts';
import type { Partners, TabMatches } from './tab-matches.ts';

/** What is read: two scan files, and the ids of the kinds. */
export interface SectionsTask {
  readonly old: string;
  readonly new: string;
  readonly kinds: readonly string[];
}

/** What the thread is told when all rows are compared: by tab which are the same. Then, with null, to go on. */
export type SectionsOrder = ReadonlyMap<string, Partners> | null;

/** What the thread tells: that it has read all; then, order by order, some changes; none: the end. */
export type SectionsAnswer =
  | { readonly type: 'read' }
  | { readonly type: 'changes'; readonly changes: readonly SectionChange[] };

/** With fewer rows on both sides together the thread would take longer to start than it saves. */
export const ROWS_WORTH_A_THREAD = 100_000;

/** The thread at work. */
export interface SectionsThread {
  /** Once both sides are read: true; false: the thread failed, and nothing comes of it. */
  readonly isRead: Promise<boolean>;
  /** All rows are compared: tells the thread which are the same, to go on as soon as both sides are read. */
  readonly begin: (matches: ReadonlyMap<string, TabMatches>) => void;
  /** All changes, some at a time, once it has begun. Throws where the thread fails on the way. */
  readonly changes: () => AsyncGenerator<readonly SectionChange[], void, undefined>;
  readonly close: () => Promise<unknown>;
}

/** Starts the thread. */
export function startSections(task: SectionsTask): SectionsThread {
  const worker = startWorker('sections-worker', import.meta.url, { data: task });
  // Ends as the thread does, and throws what it throws.
  const answers: AsyncIterator<unknown> = on(worker, 'message', { close: ['exit'] });
  const next = async <Type extends SectionsAnswer['type']>(
    type: Type,
  ): Promise<Extract<SectionsAnswer, { type: Type }>> => {
    const { value } = await answers.next();
    const [answer]: readonly unknown[] = Array.isArray(value) ? value : [];
    if (isAnswer(answer, type)) return answer;
    throw new Error('The thread that reads findings and sources ended before it had told them.');
  };
  const isRead = next('read').then(
    () => true,
    () => false,
  );
  return {
    isRead,
    begin: (matches) => {
      const partners = new Map([...matches].map(([tab, known]) => [tab, known.partners]));
      worker.postMessage(partners satisfies SectionsOrder);
    },
    async *changes() {
      for (;;) {
        const { changes } = await next('changes');
        if (changes.length === 0) return;
        // The next ones are found while these are looked at.
        worker.postMessage(null satisfies SectionsOrder);
        yield changes;
      }
    },
    close: () => worker.terminate(),
  };
}

function isAnswer<Type extends SectionsAnswer['type']>(
  answer: unknown,
  type: Type,
): answer is Extract<SectionsAnswer, { type: Type }> {
  return typeof answer === 'object' && answer !== null && 'type' in answer && answer.type === type;
}
