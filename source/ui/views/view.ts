/**
 * What a view is: one object that says everything the app has to know of it. `registry.ts` lists them; nothing else
 * does, and no view knows another one.
 */
import type { ScanQueries } from '../../queries/scan-queries.ts';
import type { BindingLine, Command, KeyView } from '../kit/key-binding.ts';
import type { Piece, Theme, Tone } from '../kit/theme.ts';
import type { WatchAsk } from '../live/watch-command.ts';
import type { Loader } from '../loading/loader.ts';
import type { AppServices, ExportChoice, ScanChoice } from '../loading/services.ts';
import type { AppState } from '../state/app-state.ts';
import type { PickerState } from '../state/picker-state.ts';
import type { Store } from '../state/store.ts';
import type { ClickableDrawing } from '../state/target.ts';

/** Texts around a small table, in the middle of the view. */
export interface Middle {
  readonly above: string;
  readonly table: Readonly<Record<string, string>>;
  readonly below: readonly string[];
}

/** A view as it is drawn: its lines with what clicks in them do, or something in the middle instead of lines. */
export interface ViewDrawing extends ClickableDrawing {
  readonly middle?: Middle;
  /** What stands on the line below it. */
  readonly border?: readonly Piece[];
}

/** What loaders work with. */
export interface LoaderGiven {
  readonly services: AppServices;
  readonly store: Store;
  readonly queries: () => ScanQueries | null;
}

/** What the commands of a view may ask of the app besides another state. */
export interface AppActions {
  readonly store: Store;
  readonly views: Views;
  /** Shows a line in the footer for a while. */
  readonly say: (text: string, tone: Tone) => void;
  /** Does what a command asks for where keys land now. */
  readonly perform: (command: Command) => void;
  /** Starts another scan; what it does not choose stays as it was. */
  readonly startScan: (choice: ScanChoice) => void;
  /** Goes on with the scan that is shown, reading these kinds into its file; null: what it lacks. */
  readonly goOn: (kinds: readonly string[] | null) => void;
  /** Opens the file of a scan that did not end, and goes on with it. */
  readonly goOnWith: (scanFile: string) => void;
  /** Ends a scan that goes on, with what it has read; false where none does. */
  readonly stopGoingOn: () => boolean;
  /** Opens a scan file in the place of the scan that is shown. */
  readonly openFile: (scanFile: string) => void;
  /** Shows the executions of all kept scans, or those of this one alone. */
  readonly showRuns: (which: 'all' | 'own') => void;
  /** Without a choice: everything to one workbook. */
  readonly startExport: (choice?: ExportChoice) => void;
  readonly watch: (ask: WatchAsk) => void;
  /** True while the app is in the pickers that it opened with. */
  readonly isPicking: () => boolean;
}

/** A list to pick from that a view opens. */
export interface PickedList {
  /** The state after Enter in it. */
  readonly take: (state: AppState) => AppState;
  /** The list after a command of its own; undefined: it is one of every list. Absent: it has none. */
  readonly after?: (state: AppState, picker: PickerState, command: Command) => PickerState | undefined;
}

/** Keys in other views that lead to this one, and back where they are its own too. */
export interface KeysElsewhere {
  readonly views: readonly KeyView[];
  readonly keys: readonly BindingLine[];
}

/** The name of a command without anything behind it. */
export type CommandName = Extract<Command, string>;

/** A view. What it has none of it says so. */
export interface View {
  /** As the bindings of keys name it. */
  readonly id: KeyView;
  /** As the help names it: `the Scan grid`. */
  readonly title: string;
  /**
   * `main`: a page of the tab line, from which `q` leaves the program. `page`: one that `q` closes. `dialog`: over a
   * page, to be closed first. `line`: below a page, where text is typed.
   */
  readonly place: 'main' | 'page' | 'dialog' | 'line';
  /** True while the state shows it, be it behind one that comes later in the registry. */
  readonly isOpen: (state: AppState) => boolean;
  /** Its keys in the order of footer and help; then come those that lead to other views, then those it shares. */
  readonly keys: readonly BindingLine[];
  readonly sharedKeys: readonly (readonly BindingLine[])[];
  readonly keysElsewhere: KeysElsewhere | 'none';
  /** Whether config.json may set its keys. */
  readonly settable: boolean;
  /** Commands whose keys the footer leaves out as things are, since they would do nothing. */
  readonly idle: ((state: AppState) => readonly Command[]) | 'none';
  /** A `line` draws what is typed, and below it what there is to say to it, if anything. */
  readonly draw: (state: AppState, theme: Theme, views: Views) => ViewDrawing;
  /** Where clicks do something: in its drawing; `and the page`: also in the page behind it. */
  readonly clicks: 'in its drawing' | 'and the page' | 'none';
  /** Whether the wheel moves through it. */
  readonly wheel: boolean;
  /** Sentences for a screen reader: where one is, and what is under the cursor. */
  readonly spoken: (state: AppState, views: Views) => readonly string[];
  /** The state after a command here; undefined: the command is none of its own. */
  readonly after: (state: AppState, command: Command, views: Views) => AppState | undefined;
  /** Commands of other views that open this one, or something that belongs to it. */
  readonly opens: Readonly<Partial<Record<CommandName, (state: AppState) => AppState>>> | 'none';
  /** The state after text was typed; `none`: characters are no text here. */
  readonly typed: ((state: AppState, text: string) => AppState) | 'none';
  /** Commands here that do more than change the state. */
  readonly acts: Readonly<Partial<Record<CommandName, (app: AppActions) => void>>> | 'none';
  /** The lists to pick from that it opens, by their kinds. */
  readonly lists: Readonly<Record<string, PickedList>> | 'none';
  /** What brings what it waits for. */
  readonly loaders: readonly ((given: LoaderGiven) => Loader)[] | 'none';
}

/** The lines of the page behind a dialog: of the state without it. */
export function behind(page: AppState, theme: Theme, views: Views): readonly string[] {
  return views.front(page).draw(page, theme, views).lines;
}

/** All views, as those of them see it that have to do with the others: the help, the lists. */
export interface Views {
  readonly all: readonly View[];
  /** The view in which keys land. */
  readonly front: (state: AppState) => View;
}
