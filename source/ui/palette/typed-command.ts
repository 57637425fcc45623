import type { CutoverWindow } from '../../analysis/transfers/cutover.ts';
import type { LaterId } from '../../kinds/define/asked-later.ts';
import type { ExportFormat } from '../../model/export-format.ts';
import type { Command } from '../kit/key-binding.ts';
import type { WatchAsk } from '../live/watch-command.ts';
import type { SummaryListId } from '../state/summary-state.ts';

/** What a typed command asks for. */
export type TypedCommand =
  | { readonly kind: 'open'; readonly view: string }
  /** Filters the open table; null: every region. */
  | { readonly kind: 'region'; readonly region: string | null }
  /** Filters the open table by a text in the filter language. */
  | { readonly kind: 'filter'; readonly text: string }
  /** Sorts the open list by a column; null: in its usual order. `descending` null: as the column gives it. */
  | {
      readonly kind: 'sort';
      readonly column: string | null;
      readonly descending: boolean | null;
      /** Only rows that are equal so far. */
      readonly add: boolean;
    }
  /** Counts the values of a column of the open table. */
  | { readonly kind: 'facet'; readonly column: string }
  /** Opens a list behind the Summary. */
  | { readonly kind: 'list'; readonly list: SummaryListId }
  | { readonly kind: 'pick'; readonly what: 'regions' | 'profiles' | 'accounts' | 'kinds' }
  /** What is remembered of accounts picked before is forgotten. */
  | { readonly kind: 'forget accounts' }
  | { readonly kind: 'resume' }
  /** What a key does; `inTable`: only where a table is open. */
  | { readonly kind: 'do'; readonly command: Extract<Command, string>; readonly inTable: boolean }
  | { readonly kind: 'export'; readonly format: ExportFormat }
  /** Asks rows what the scan left out; `stop`: no more of them. */
  | { readonly kind: 'ask'; readonly what: LaterId | 'stop' }
  /** A scan with a kind, by its id, that this one left out. */
  | { readonly kind: 'ask kind'; readonly id: string }
  /** Compares this scan with the one of this name. */
  | { readonly kind: 'diff'; readonly name: string }
  /** Final runs in a window. */
  | { readonly kind: 'cutover'; readonly window: CutoverWindow }
  /** The executions of all kept scans, or of this one alone. */
  | { readonly kind: 'runs'; readonly which: 'all' | 'own' }
  | { readonly kind: 'watch'; readonly ask: WatchAsk }
  | { readonly kind: 'theme'; readonly theme: string }
  | { readonly kind: 'mouse'; readonly on: boolean }
  | { readonly kind: 'nothing' }
  /** In one line, what is wrong with it. */
  | { readonly kind: 'wrong'; readonly message: string };
