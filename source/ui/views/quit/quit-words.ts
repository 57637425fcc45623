import type { ScanState } from '../../../model/cell.ts';
import { totalsOfScan } from '../../../model/totals.ts';
import { counted } from '../../../model/words.ts';
import { isRunning } from '../../state/scan-totals.ts';

/** The question before the app is left, what becomes of the rows, and which keys answer. */
export interface QuitWords {
  readonly question: string;
  readonly rows: string;
  readonly keys: string;
}

/** The question as it stands now: a scan may end while it is asked. */
export function quitWords(scan: ScanState | null): QuitWords {
  if (isRunning(scan)) {
    return {
      question: 'The scan is still running. Stop it and leave?',
      rows: 'The rows read so far stay in the scan file: snapdeck open last',
      keys: 'q stops it and leaves, Esc goes on',
    };
  }
  const { problems } = totalsOfScan(scan);
  const ended = scan?.stage === 'complete' ? 'is complete now' : 'has ended now';
  const but = problems === 0 ? '' : `, with ${counted(problems, 'problem')}`;
  return {
    question: `The scan ${ended}${but}. Leave?`,
    rows: 'The rows stay in the scan file: snapdeck open last',
    keys: 'q leaves, Esc goes back',
  };
}
