import type { Command } from '../kit/key-binding.ts';
import { commandContext } from '../palette/command-context.ts';
import { NO_TABLE } from '../palette/palette.ts';
import type { ThemeName } from '../settings/colors.ts';
import { keyView, openTable } from '../state/app-state.ts';
import { isRunning } from '../state/scan-totals.ts';
import { selectionOf } from '../views/export/export-form.ts';
import { picked } from '../views/picker/picked.ts';
import { parseCommand } from '../views/prompt/command-line.ts';
import { parsedFilter } from '../views/prompt/input.ts';
import type { AppParts } from './app-parts.ts';
import { isColumnPicker } from './column-picking.ts';
import { copyIdentities, copyNote, openConsolePage } from './copying.ts';
import { retryCell, retryUnfinished } from './run-again.ts';

type Action = (parts: AppParts) => void;

/** Commands that do more than change the state. */
const ACTIONS: Partial<Record<Extract<Command, string>, Action>> = {
  interrupt: (parts) => parts.leave(130),
  quit,
  repaint: (parts) => parts.repaint(),
  suspend,
  export: (parts) => parts.exporter.start(parts.session.scanFile()),
  'new scan': (parts) => parts.startScan({}),
  'retry cell': retryCell,
  watch: (parts) => parts.live.toggleWatch(),
  'retry unfinished': retryUnfinished,
  enter,
  problems,
  copy: (parts) => void copyIdentities(parts),
  'copy note': copyNote,
  'console page': (parts) => void openConsolePage(parts),
};

/** Does what a command asks for. */
export function perform(parts: AppParts, command: Command): void {
  const action = typeof command === 'string' ? ACTIONS[command] : undefined;
  if (action === undefined) parts.store.dispatch({ type: 'command', command });
  else action(parts);
}

/** Leaves; while a scan runs it asks first, and a second time it is the answer. */
function quit(parts: AppParts): void {
  const { overlay, scan } = parts.store.state();
  if (overlay?.kind === 'quit' || !isRunning(scan)) parts.leave(scan?.refusal?.exitCode ?? 0);
  else parts.store.dispatch({ type: 'command', command: 'quit' });
}

function suspend(parts: AppParts): void {
  if (!parts.suspend()) parts.say('no shell here could go on with a stopped program', 'warning');
}

function problems({ store }: AppParts): void {
  if (store.state().view !== 'scan') store.dispatch({ type: 'command', command: { open: 'scan' } });
  store.dispatch({ type: 'command', command: 'problems' });
}

function enter(parts: AppParts): void {
  const { store } = parts;
  const { picker } = store.state();
  const view = keyView(store.state());
  if (view === 'command') enterCommand(parts);
  else if (view === 'export form') enterExportForm(parts);
  else if (view === 'picker' && picker !== null && !isColumnPicker(picker.kind)) enterPicker(parts);
  else store.dispatch({ type: 'command', command: 'enter' });
}

function enterExportForm({ store, session, exporter, say }: AppParts): void {
  const state = store.state();
  const { exportForm } = state;
  if (exportForm === null) return;
  const output = exportForm.where.text.trim();
  if (output === '' || output === '-') {
    say('name a folder or a file to write to', 'warning');
    return;
  }
  const selection = selectionOf(state, exportForm);
  store.dispatch({ type: 'command', command: 'escape' });
  const choice = { format: exportForm.format, output, ...(selection === undefined ? {} : { selection }) };
  exporter.start(session.scanFile(), choice);
}

function enterPicker({ store, startScan, say, isPicking }: AppParts): void {
  const { picker } = store.state();
  if (picker === null) return;
  const result = picked(picker, isPicking());
  if (result.kind === 'scan') {
    startScan(result.choice);
  } else if (result.kind === 'regions') {
    store.dispatch({ type: 'picker opened', kind: 'regions', profile: result.profile });
  } else if (result.why !== null) {
    say(result.why, 'warning');
  }
}

function enterCommand(parts: AppParts): void {
  const { store, say } = parts;
  const { input } = store.state();
  const text = input?.line.text ?? '';
  const command = parseCommand(text, commandContext(store.state()));
  store.dispatch({ type: 'line closed', command: text.trim() });
  if (command.kind === 'wrong') say(command.message, 'bad');
  else if (command.kind === 'open') perform(parts, { open: command.view });
  else if (command.kind === 'region') chooseRegion(parts, command.region);
  else if (command.kind === 'pick') store.dispatch({ type: 'picker opened', kind: command.what });
  else if (command.kind === 'watch') parts.live.watch(command.ask);
  else if (command.kind === 'theme') chooseTheme(parts, command.theme);
  else if (command.kind === 'mouse') store.dispatch({ type: 'mouse chosen', on: command.on });
  else if (command.kind === 'filter') chooseFilter(parts, command.text);
  else if (command.kind === 'sort') store.dispatch({ ...command, type: 'sort chosen' });
  else if (command.kind === 'facet') store.dispatch({ type: 'facet chosen', column: command.column });
  else if (command.kind === 'export') {
    const { exportFolder: output } = parts.services;
    parts.exporter.start(parts.session.scanFile(), { format: command.format, output });
  } else if (command.kind === 'do') {
    if (command.inTable && openTable(store.state()) === undefined) say(NO_TABLE, 'warning');
    else perform(parts, command.command);
  }
}

function chooseTheme({ store, say }: AppParts, theme: ThemeName): void {
  if (!store.state().setting.color && theme !== 'none')
    say('colours are off: NO_COLOR is set, or --no-color was given', 'warning');
  else store.dispatch({ type: 'theme chosen', theme });
}

function chooseFilter({ store, say }: AppParts, text: string): void {
  const table = openTable(store.state());
  if (table === undefined) {
    say(NO_TABLE, 'warning');
    return;
  }
  const parsed = parsedFilter(table.tab, text);
  if ('error' in parsed) say(`${parsed.error.message} (at ${text.slice(parsed.error.start)})`, 'bad');
  else store.dispatch({ type: 'filter chosen', text });
}

function chooseRegion({ store, say }: AppParts, region: string | null): void {
  const { tables, view } = store.state();
  if (tables[view] === undefined) say(NO_TABLE, 'warning');
  else store.dispatch({ type: 'region chosen', region });
}
