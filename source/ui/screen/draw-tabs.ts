import { formatCount, shortCount } from '../../model/format.ts';
import { AT_LEAST } from '../kit/cells.ts';
import { aimed, type HotPiece, painted } from '../kit/drawing.ts';
import { textWidth } from '../kit/text.ts';
import type { Theme } from '../kit/theme.ts';
import type { AppState } from '../state/app-state.ts';
import { keysNow } from '../state/keys-now.ts';
import { withView } from '../state/navigation.ts';
import { rowsByTab, shortTabs } from '../state/scan-totals.ts';
import { shownViews } from '../state/shown-views.ts';
import type { ClickableDrawing, Target } from '../state/target.ts';
import { afterOpening } from '../views/registry.ts';

/** What the tab line is made of. */
export interface TabWords {
  readonly id: string;
  readonly digit: string;
  readonly title: string;
  readonly short: string;
  /** Undefined while there is nothing to count. */
  readonly count: number | undefined;
  /** There may be more than these. */
  readonly atLeast?: boolean;
}

/** A tab as it stands in its line, with a blank on either side; what does not fit is one more at the end: `+3`. */
interface ShownTab {
  /** Null: those that do not fit. */
  readonly id: string | null;
  readonly text: string;
}

/** The line of tabs. A click opens one; where there are more than fit, on `+3`, the list of all. */
export function drawTabs(state: AppState, theme: Theme): ClickableDrawing {
  const pieces = fittedTabs(tabWords(state), state.view, state.size.columns).map(
    ({ id, text }): HotPiece<string> => [` ${text} `, id === state.view ? 'tab' : 'plain', id ?? ''],
  );
  return aimed(painted(theme, [pieces]), (id) => (): Target => {
    return { current: false, state: id === '' ? afterOpening(state, 'views') : withView(state, id) };
  });
}

function tabWords(state: AppState): readonly TabWords[] {
  const counts = state.scan === null ? {} : rowsByTab(state.scan);
  const shorts = state.scan === null ? new Set() : shortTabs(state.scan);
  const keys = keysNow(state);
  return shownViews(state).map(({ id, title, short }) => {
    const key = keys.find(({ command }) => typeof command === 'object' && command.open === id);
    return { id, digit: key?.shown ?? '', title, short, count: counts[id], atLeast: shorts.has(id) };
  });
}

/**
 * The tabs as the width allows: with counts, with rounded counts, with that of the open one, with none; then with
 * shorter names; then as many as fit, the open one among them.
 */
export function fittedTabs(tabs: readonly TabWords[], open: string, width: number): readonly ShownTab[] {
  const shown = (name: 'title' | 'short', count: (tab: TabWords) => string) =>
    tabs.map((tab): ShownTab => {
      const parts = [tab.digit, tab[name], count(tab)];
      return { id: tab.id, text: parts.filter((part) => part !== '').join(' ') };
    });
  const formatted = (format: (count: number, isLeast?: boolean) => string) => (tab: TabWords) =>
    tab.count === undefined ? '' : `${format(tab.count, tab.atLeast)}${tab.atLeast === true ? AT_LEAST : ''}`;
  const ofOpen = (tab: TabWords) => (tab.id === open ? formatted(shortCount)(tab) : '');
  const none = () => '';
  const choices = [
    () => shown('title', formatted(formatCount)),
    () => shown('title', formatted(shortCount)),
    () => shown('title', ofOpen),
    () => shown('title', none),
    () => shown('short', ofOpen),
    () => shown('short', none),
  ];
  for (const choice of choices) {
    const line = choice();
    if (lineWidth(line) <= width) return line;
  }
  return asManyAsFit(shown('short', none), open, width);
}

/** Those at the end go first, but never the open one. */
function asManyAsFit(tabs: readonly ShownTab[], open: string, width: number): readonly ShownTab[] {
  const kept = [...tabs];
  const line = () => [...kept, { id: null, text: `+${tabs.length - kept.length}` }];
  while (kept.length > 1 && (kept.length === tabs.length || lineWidth(line()) > width)) {
    const last = kept.findLastIndex(({ id }) => id !== open);
    kept.splice(last, 1);
  }
  return line();
}

function lineWidth(tabs: readonly ShownTab[]): number {
  return tabs.reduce((sum, tab) => sum + textWidth(tab.text) + 2, 0);
}
