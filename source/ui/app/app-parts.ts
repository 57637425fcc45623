import type { AccountState } from '../../model/account.ts';
import type { CellState } from '../../model/cell.ts';
import type { Tone } from '../kit/theme.ts';
import type { AppServices, ScanChoice } from '../loading/services.ts';
import type { Store } from '../state/store.ts';
import type { Exporter } from '../views/export/exporter.ts';
import type { LiveControl } from '../watch/live-control.ts';
import type { RanAgain } from './ran-again.ts';
import type { ScanSession } from './scan-session.ts';

/** What commands work with. */
export interface AppParts {
  readonly services: AppServices;
  readonly store: Store;
  readonly session: ScanSession;
  readonly live: LiveControl;
  readonly accountsAgain: RanAgain<AccountState>;
  readonly cellsAgain: RanAgain<CellState>;
  readonly exporter: Exporter;
  /** Shows a line in the footer for a while. */
  readonly say: (text: string, tone: Tone) => void;
  /** Shows there why a key did nothing; the log does without. */
  readonly hint: (text: string) => void;
  /** Starts another scan; what it does not choose stays as it was. */
  readonly startScan: (choice: ScanChoice) => void;
  /** Goes on with the scan that is shown, reading these kinds into its file. */
  readonly goOn: (kinds: readonly string[] | null) => void;
  /** Opens the file of a scan that did not end, and goes on with it. */
  readonly goOnWith: (scanFile: string) => void;
  /** Ends a scan that goes on, with what it has read; false where none does. */
  readonly stopGoingOn: () => boolean;
  /** Opens a scan file in the place of the scan that is shown. */
  readonly openFile: (scanFile: string) => void;
  /** Shows the executions of all kept scans, or those of this one alone. */
  readonly showRuns: (which: 'all' | 'own') => void;
  readonly leave: (exitCode: number, lines?: readonly string[]) => void;
  readonly repaint: () => void;
  /** Gives the terminal back to the shell until that goes on with the app; false where no shell can do so. */
  readonly suspend: () => boolean;
  /** Writes a sequence that draws nothing straight to the terminal. */
  readonly write: (sequence: string) => void;
  /** True while the app is in the pickers that it opened with. */
  readonly isPicking: () => boolean;
}
