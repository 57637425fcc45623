import { errorLine } from '../../model/words.ts';
import type { AppServices } from '../loading/services.ts';
import type { AppState } from '../state/app-state.ts';
import { isRunning } from '../state/scan-totals.ts';
import type { AppParts } from './app-parts.ts';

/** What showing the executions of all scans works with. */
interface Given {
  readonly services: AppServices;
  readonly state: () => AppState;
  readonly say: AppParts['say'];
  readonly openFile: (scanFile: string, allRunsOf: string | null) => void;
}

/**
 * Shows the executions of all kept scans, or those of the scan alone again. Putting them together takes a copy of the scan
 * file: it is opened only where the same scan is still there by then.
 */
export function createShowRuns({ services, state, say, openFile }: Given): (which: 'all' | 'own') => void {
  let isMaking = false;
  const showAll = async (scanFile: string): Promise<void> => {
    isMaking = true;
    say('putting the executions of all kept scans together', 'plain');
    try {
      const made = await services.allRuns(scanFile);
      if (state().scan?.scanFile === scanFile) {
        openFile(made.scanFile, scanFile);
        say(made.lines.join('; '), 'plain');
      }
    } catch (error) {
      say(`executions could not be put together: ${errorLine(error)}`, 'bad');
    } finally {
      isMaking = false;
    }
  };
  return (which) => {
    const { scan, allRunsOf } = state();
    if (scan === null || isRunning(scan)) say('once the scan has ended', 'warning');
    else if (which === 'own' && allRunsOf !== null) openFile(allRunsOf, null);
    else if (which === 'all' && allRunsOf === null && !isMaking) void showAll(scan.scanFile);
    else if (which === 'all') say(isMaking ? 'they are being put together' : 'they are shown', 'plain');
    else say('these are the executions of this scan', 'plain');
  };
}
