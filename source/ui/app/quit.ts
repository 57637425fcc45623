import { errorLine } from '../../model/words.ts';
import type { AppEnd, AppServices } from '../loading/services.ts';
import { isRunning } from '../state/scan-totals.ts';
import type { Store } from '../state/store.ts';
import type { Exporter } from '../views/export/exporter.ts';
import type { ScanSession } from './scan-session.ts';

/** How long leaving waits for what runs to stop, in milliseconds. */
const STOP_MS = 5000;

/** Stops everything, then ends the app with an exit code and lines to print. Asked again, it waits no longer. */
export type Leave = (exitCode: number, lines?: readonly string[]) => void;

/** The one way out of the app. `end` is called once. */
export function createQuit(
  parts: {
    readonly services: AppServices;
    readonly store: Store;
    readonly session: () => ScanSession;
    readonly exporter: () => Exporter;
  },
  end: (end: AppEnd) => void,
): Leave {
  const { services, store } = parts;
  let ended = false;
  const finish = (exitCode: number, lines: readonly string[]) => {
    if (ended) return;
    ended = true;
    end({ exitCode, lines: [...lines, ...parts.exporter().written()] });
  };
  return (exitCode, lines = []) => {
    const { leaving, scan } = store.state();
    if (leaving !== null) {
      finish(exitCode, lines);
      return;
    }
    // A scan that broke off says why, once the screen with the reason is gone.
    const all = [...lines, ...(scan?.stage === 'stopped' ? (scan.refusal?.lines ?? []) : [])];
    store.dispatch({ type: 'leaving', what: isRunning(scan) ? 'stopping, rows read stay' : 'leaving' });
    parts.exporter().stop();
    const limit = setTimeout(() => finish(exitCode, all), STOP_MS);
    parts
      .session()
      .close()
      .catch((error) => services.log(`closing: ${errorLine(error)}`))
      .finally(() => {
        clearTimeout(limit);
        finish(exitCode, all);
      });
  };
}
