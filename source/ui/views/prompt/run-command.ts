import type { LaterId } from '../../../kinds/define/asked-later.ts';
import { commandContext } from '../../palette/command-context.ts';
import { NO_TABLE } from '../../palette/palette.ts';
import { openTable } from '../../state/app-state.ts';
import { whyNoAsk, whyNoAskKind } from '../../state/asking.ts';
import { isRunning } from '../../state/scan-totals.ts';
import type { SummaryListId } from '../../state/summary-state.ts';
import type { AppActions } from '../view.ts';
import { parseCommand } from './command-line.ts';
import { parsedFilter } from './input.ts';

/** Does what was typed. */
export function runCommandLine(app: AppActions): void {
  const { store, say } = app;
  const { input } = store.state();
  const text = input?.line.text ?? '';
  const command = parseCommand(text, commandContext(store.state()));
  store.dispatch({ type: 'line closed', command: text.trim() });
  if (command.kind === 'wrong') say(command.message, 'bad');
  else if (command.kind === 'open') app.perform({ open: command.view });
  else if (command.kind === 'region') chooseRegion(app, command.region);
  else if (command.kind === 'pick') store.dispatch({ type: 'picker opened', kind: command.what });
  else if (command.kind === 'list') openList(app, command.list);
  else if (command.kind === 'forget accounts') forgetAccounts(app);
  else if (command.kind === 'resume') resume(app);
  else if (command.kind === 'runs') app.showRuns(command.which);
  else if (command.kind === 'ask') askLater(app, command.what);
  else if (command.kind === 'ask kind') askKind(app, command.id);
  else if (command.kind === 'cutover') store.dispatch({ type: 'cutover opened', window: command.window });
  else if (command.kind === 'diff') compareWith(app, command.name);
  else if (command.kind === 'watch') app.watch(command.ask);
  else if (command.kind === 'theme') chooseTheme(app, command.theme);
  else if (command.kind === 'mouse') store.dispatch({ type: 'mouse chosen', on: command.on });
  else if (command.kind === 'filter') chooseFilter(app, command.text);
  else if (command.kind === 'sort') store.dispatch({ ...command, type: 'sort chosen' });
  else if (command.kind === 'facet') store.dispatch({ type: 'facet chosen', column: command.column });
  else if (command.kind === 'export') {
    const { exportFolder: output } = store.state().setting;
    app.startExport({ format: command.format, output });
  } else if (command.kind === 'do') {
    if (command.inTable && openTable(store.state()) === undefined) say(NO_TABLE, 'warning');
    else app.perform(command.command);
  }
}

function askLater({ store, say, stopGoingOn }: AppActions, what: LaterId | 'stop'): void {
  const state = store.state();
  if (what !== 'stop') {
    const why = whyNoAsk(state, what);
    if (why === null) store.dispatch({ type: 'ask opened', what });
    else say(why, 'warning');
  } else if (state.ask.run !== null) store.dispatch({ type: 'ask stopping' });
  else if (!stopGoingOn()) say('nothing is being asked', 'warning');
}

/** Goes on with a scan that ended before it was whole. */
function resume({ store, say, goOn }: AppActions): void {
  const { scan } = store.state();
  if (scan === null || isRunning(scan)) say('the scan is running', 'warning');
  else if (scan.stage !== 'stopped')
    say(
      'this scan is whole: :retry runs cells again that are not done, :rescan starts a new scan',
      'warning',
    );
  else goOn(null);
}

/** A kind that the scan left out is read into its file. */
function askKind({ store, say }: AppActions, id: string): void {
  const why = whyNoAskKind(store.state(), id);
  if (why === null) store.dispatch({ type: 'ask kind opened', kind: id });
  else say(why, 'warning');
}

function openList({ store, say }: AppActions, list: SummaryListId): void {
  const { scan } = store.state();
  if (list === 'accounts' && (scan === null || scan.accounts.length === 0))
    say('this scan has one account: what it costs stands in the Summary, all sources in :kept', 'warning');
  else store.dispatch({ type: 'list opened', list });
}

function compareWith({ store, say }: AppActions, name: string): void {
  if (store.state().scan === null) say('there is no scan to compare yet', 'warning');
  else store.dispatch({ type: 'differences opened', name });
}

function forgetAccounts({ store, say }: AppActions): void {
  store.dispatch({ type: 'accounts picked', accounts: null });
  say('no account is remembered as picked: :accounts begins without marks', 'plain');
}

function chooseTheme({ store, say }: AppActions, theme: string): void {
  if (store.state().setting.depth === 1 && theme !== 'none')
    say('colours are off: NO_COLOR is set, or --no-color was given', 'warning');
  else store.dispatch({ type: 'theme chosen', theme });
}

function chooseFilter({ store, say }: AppActions, text: string): void {
  const table = openTable(store.state());
  if (table === undefined) {
    say(NO_TABLE, 'warning');
    return;
  }
  const parsed = parsedFilter(table.tab, text);
  if ('error' in parsed) say(`${parsed.error.message} (at ${text.slice(parsed.error.start)})`, 'bad');
  else store.dispatch({ type: 'filter chosen', text });
}

function chooseRegion({ store, say }: AppActions, region: string | null): void {
  const { tables, view } = store.state();
  if (tables[view] === undefined) say(NO_TABLE, 'warning');
  else store.dispatch({ type: 'region chosen', region });
}
