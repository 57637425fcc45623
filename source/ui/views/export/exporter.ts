import path from 'node:path';
import { formatCount } from '../../../model/format.ts';
import { counted, errorLine } from '../../../model/words.ts';
import type { Tone } from '../../kit/theme.ts';
import type { AppServices, ExportChoice } from '../../loading/services.ts';
import { isRunning } from '../../state/scan-totals.ts';
import type { Store } from '../../state/store.ts';

/** Writes the workbook while the screen lives on. */
export interface Exporter {
  /** Without a choice: everything to one workbook. */
  readonly start: (scanFile: string | null, choice?: ExportChoice) => void;
  readonly stop: () => void;
  /** What was written, in lines to leave behind. */
  readonly written: () => readonly string[];
}

/** One export at a time. `say`: shows a line for a while. */
export function createExporter(
  services: AppServices,
  store: Store,
  say: (text: string, tone: Tone) => void,
): Exporter {
  let abort: AbortController | null = null;
  const written: string[] = [];

  const run = async (scanFile: string, partial: boolean, choice: ExportChoice | undefined) => {
    const controller = new AbortController();
    abort = controller;
    store.dispatch({ type: 'exporting', progress: { rows: 0, share: 0, part: '' } });
    try {
      const result = await services.exportWorkbook(
        scanFile,
        (progress) => {
          if (abort === controller) store.dispatch({ type: 'exporting', progress });
        },
        controller.signal,
        choice,
      );
      const note = result.partial ? ' (marked partial: not every cell was done)' : '';
      const rows = `exported ${counted(result.rows, 'row')} to`;
      written.push(`${rows} ${result.paths.join(', ')}${note}`);
      say(`${rows} ${placeOf(result.paths)}${note}`, result.partial || partial ? 'warning' : 'good');
    } catch (error) {
      if (!controller.signal.aborted) say(`the export failed: ${errorLine(error)}`, 'bad');
    } finally {
      abort = null;
      store.dispatch({ type: 'exporting', progress: null });
    }
  };

  return {
    start: (scanFile, choice) => {
      const { scan } = store.state();
      if (abort !== null) say('an export is being written already', 'warning');
      else if (scanFile === null || scan === null || scan.stage === 'identifying') {
        say('there is nothing to export yet', 'warning');
      } else {
        const partial = isRunning(scan);
        if (partial) say('the scan still runs: the workbook will be marked partial', 'warning');
        void run(scanFile, partial, choice);
      }
    },
    stop: () => abort?.abort(new Error('the app was left')),
    written: () => written,
  };
}

/** Where files were written, in the few words that a footer has room for. */
function placeOf(paths: readonly string[]): string {
  const [first = ''] = paths;
  return paths.length === 1
    ? first
    : `${formatCount(paths.length)} files in ${path.dirname(first)}${path.sep}`;
}
