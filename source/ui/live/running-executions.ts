import type { TableRow } from '../../model/table-query.ts';
import type { ScanQueries } from '../../queries/scan-queries.ts';
import type { Tone } from '../kit/theme.ts';
import { EXECUTIONS_TAB, endWords, UNDER_WAY } from './transfer.ts';

/** So many executions are followed at once: each is a call. */
const MOST = 100;

/** The executions that have not ended, in the order found. */
export async function runningExecutions(ask: ScanQueries): Promise<readonly TableRow[]> {
  const { rows } = await ask.order({
    tab: EXECUTIONS_TAB,
    where: [{ column: 'status', oneOf: UNDER_WAY }],
    sort: null,
  });
  return rows.length === 0 ? [] : ask.window(EXECUTIONS_TAB, [...rows.subarray(0, MOST)]);
}

/** How a person is told that a transfer ended. */
export interface Announcing {
  readonly say: (text: string, tone: Tone) => void;
  /** The terminal's bell, where the configuration asks for it. */
  readonly ring: () => void;
}

/** Says which of the rows that were under way have ended; several at once in one line, those that failed first. */
export function announceEnds(rows: readonly TableRow[], { say, ring }: Announcing): void {
  const ends = rows.flatMap((row) => endWords(row) ?? []);
  const [first, ...more] = ends.toSorted((one, other) => Number(other.failed) - Number(one.failed));
  if (first === undefined) return;
  const others = more.length === 0 ? '' : `; ${more.length} more ended`;
  say(`${first.text}${others}`, first.failed ? 'bad' : 'good');
  ring();
}
