import { linesOnly } from '../../kit/drawing.ts';
import type { Command } from '../../kit/key-binding.ts';
import { spoken } from '../../kit/spoken.ts';
import type { Theme } from '../../kit/theme.ts';
import { PLAIN_THEME } from '../../kit/theme.ts';
import { ERASE_KEYS, PROGRAM_KEYS } from '../../settings/shared-keys.ts';
import type { AppState } from '../../state/app-state.ts';
import type { ClickableDrawing } from '../../state/target.ts';
import { type AppActions, behind, type View, type Views } from '../view.ts';
import { drawExportForm } from './draw-export-form.ts';
import { afterFormCommand, filterOfAll, formTyped, openedForm, selectionOf } from './export-form.ts';

/** The questions before an export. */
export const exportView: View = {
  id: 'export form',
  title: 'the questions of an export',
  place: 'dialog',
  isOpen: ({ exportForm }) => exportForm !== null,
  keys: [
    [['up', 'shift+tab'], 'Up', 'up', 'the question before'],
    [['down', 'tab'], 'Up/Down', 'down', 'the question before, the next question', 'question', 2],
    [['left'], 'Left', 'left', 'the choice before'],
    [['right'], 'Left/Right', 'right', 'the choice before, the next choice', 'choice', 1],
    [['enter'], 'Enter', 'enter', 'write it', 'write'],
    [['escape'], 'Esc', 'escape', 'close without writing', 'close'],
    [['home'], 'Home', 'first', 'to the start of the path'],
    [['end'], 'End', 'last', 'to the end of the path'],
    [['delete'], 'Delete', 'delete', 'erase the character here'],
  ],
  sharedKeys: [ERASE_KEYS, PROGRAM_KEYS],
  keysElsewhere: 'none',
  settable: false,
  idle: 'none',
  draw,
  clicks: 'in its drawing',
  wheel: false,
  spoken: formSentences,
  after: afterCommand,
  opens: { 'ask export': (state) => ({ ...state, exportForm: openedForm(state) }) },
  typed: (state, text) =>
    state.exportForm === null ? state : { ...state, exportForm: formTyped(state, state.exportForm, text) },
  acts: { enter },
  lists: 'none',
  loaders: 'none',
};

function draw(state: AppState, theme: Theme, views: Views): ClickableDrawing {
  const { exportForm } = state;
  if (exportForm === null) return linesOnly([]);
  return drawExportForm(state, exportForm, theme, behind({ ...state, exportForm: null }, theme, views));
}

/** The form alone: what is behind it cannot be reached. */
function formSentences(state: AppState): readonly string[] {
  const { exportForm } = state;
  if (exportForm === null) return [];
  return drawExportForm(state, exportForm, PLAIN_THEME, [])
    .lines.map(spoken)
    .filter((line) => /\w/.test(line));
}

function afterCommand(state: AppState, command: Command): AppState | undefined {
  const { exportForm } = state;
  return exportForm === null
    ? undefined
    : { ...state, exportForm: afterFormCommand(state, exportForm, command) };
}

function enter({ store, say, startExport }: AppActions): void {
  const state = store.state();
  const { exportForm } = state;
  if (exportForm === null) return;
  const output = exportForm.where.text.trim();
  if (output === '' || output === '-') {
    say('name a folder or a file to write to', 'warning');
    return;
  }
  const { format, what } = exportForm;
  const selection = selectionOf(state, exportForm);
  const filter = what === 'filtered' ? filterOfAll(state)?.text : undefined;
  store.dispatch({ type: 'command', command: 'escape' });
  startExport({
    ...{ format, output },
    ...(selection === undefined ? {} : { selection }),
    ...(filter === undefined ? {} : { filter }),
  });
}
