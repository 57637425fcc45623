/** Where keys are pressed, by the id of a view: a page, something over it, or a line that is typed into. */
export type KeyView = string;

/** Moves within what a view shows. */
export type Movement =
  | 'up'
  | 'down'
  | 'page up'
  | 'page down'
  | 'half page up'
  | 'half page down'
  | 'first'
  | 'last';

/** What a key does; what that means depends on the view. `open` opens a view by its id. */
export type Command =
  | Movement
  | 'left'
  | 'right'
  | 'enter'
  | 'escape'
  | 'back'
  | 'next view'
  | 'views'
  | 'previous view'
  | 'filter'
  | 'filter accounts'
  | 'sort'
  | 'add sort'
  | 'sort before'
  | 'sort after'
  | 'turn sort'
  | 'faults'
  | 'facet'
  | 'pivot'
  | 'leave out'
  | 'all columns'
  | 'columns'
  | 'reset'
  | 'command line'
  | 'export'
  | 'ask export'
  | 'delete plan'
  | 'retry cell'
  | 'retry unfinished'
  | 'watch'
  | 'new scan'
  | 'problems'
  | 'unfold'
  | 'lines'
  | 'topology'
  | 'calendar'
  | 'group'
  | 'history'
  | 'compare'
  | 'repaint'
  | 'suspend'
  | 'help'
  | 'quit'
  /** Leaves, whatever is open. */
  | 'leave'
  | 'interrupt'
  | 'stay'
  | 'mark'
  | 'mark all'
  | 'mark range'
  | 'unmark'
  | 'copy'
  | 'copy command'
  | 'copy note'
  | 'console page'
  | 'erase'
  | 'erase word'
  | 'erase line'
  | 'delete'
  | 'complete'
  | 'complete back'
  | { readonly open: string };

/** One line of the key table: keys that do the same thing in the same places. */
export interface KeyBinding {
  /** Names as `keyNames` gives them. */
  readonly keys: readonly string[];
  /** How help and footer write them. */
  readonly shown: string;
  readonly command: Command;
  readonly description: string;
  readonly views: readonly KeyView[];
  /** The word in the footer; without one the key is only in the help. */
  readonly footer: string | undefined;
  /** In a narrow footer the highest number goes first; 0 stays to the last. */
  readonly spare: number;
  /** Whether config.json may give it other keys. */
  readonly settable: boolean;
  /** Whether its key is one of the digits that are dealt among the tabs of a scan. */
  readonly dealt: boolean;
}

/** A binding without its views, as the tables write it. */
export type BindingLine = readonly [
  keys: readonly string[],
  shown: string,
  command: Command,
  description: string,
  footer?: string,
  spare?: number,
];
