import { oneLine } from '../../../base/one-line.ts';
import { formatAge, formatCount, formatInstant } from '../../../model/format.ts';
import type { UnfinishedScan } from '../../../model/unfinished-scan.ts';
import { linesOnly } from '../../kit/drawing.ts';
import { PROGRAM_KEYS } from '../../settings/shared-keys.ts';
import type { AppState } from '../../state/app-state.ts';
import type { AppActions, View, ViewDrawing } from '../view.ts';

/** The question whether a scan that did not end is gone on with, before a new one begins. */
export const unfinishedScanView: View = {
  id: 'unfinished scan',
  title: 'the question about a scan that did not end',
  place: 'dialog',
  isOpen: (state) => scanOf(state) !== null,
  keys: [
    [['enter', 'y'], 'Enter', 'enter', 'go on with the scan that did not end', 'go on'],
    [['n', 'escape', 'backspace', 'ctrl+r'], 'n', 'stay', 'start a new scan', 'new scan'],
  ],
  sharedKeys: [PROGRAM_KEYS],
  keysElsewhere: 'none',
  settable: false,
  idle: 'none',
  draw,
  clicks: 'none',
  wheel: false,
  spoken: (state) => {
    const scan = scanOf(state);
    if (scan === null) return [];
    const facts = Object.entries(factsOf(scan, state.now)).map(([name, value]) => `${name}: ${value}`);
    return [questionOf(scan), `${facts.join('. ')}.`, KEYS];
  },
  after: () => undefined,
  opens: 'none',
  typed: 'none',
  acts: { enter: goOn, stay: startAnew },
  lists: 'none',
  loaders: 'none',
};

const KEYS = 'Enter goes on, n starts a new scan';

function scanOf({ overlay }: Pick<AppState, 'overlay'>): UnfinishedScan | null {
  return overlay?.kind === 'unfinished scan' ? overlay.scan : null;
}

function questionOf({ account }: UnfinishedScan): string {
  return `The last scan of ${oneLine(account)} did not end. Go on with it?`;
}

/** When it began, how far it came, and how many rows it read, each under its name. */
function factsOf(
  { startedAt, finished, cells, rows }: UnfinishedScan,
  now: number,
): Readonly<Record<string, string>> {
  return {
    'Began (UTC)': `${formatInstant(startedAt)}, ${formatAge(startedAt, now)} ago`,
    'Cells finished': `${formatCount(finished)} of ${formatCount(cells)}`,
    Rows: formatCount(rows),
  };
}

function draw(state: AppState): ViewDrawing {
  const scan = scanOf(state);
  if (scan === null) return linesOnly([]);
  const below = ['What it has read stays and is not asked again', '', KEYS];
  return { ...linesOnly([]), middle: { above: questionOf(scan), table: factsOf(scan, state.now), below } };
}

function goOn({ store, goOnWith }: AppActions): void {
  const scan = scanOf(store.state());
  if (scan !== null) goOnWith(scan.scanFile);
}

function startAnew({ startScan }: AppActions): void {
  startScan({});
}
