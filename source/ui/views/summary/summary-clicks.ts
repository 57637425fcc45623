import type { AppState } from '../../state/app-state.ts';
import type { Target } from '../../state/target.ts';
import { pageOf, summaryRoom } from './draw-summary.ts';
import { linkAt } from './summary-cursor.ts';
import { linkAtPlace } from './summary-page.ts';

export function sourceTarget(state: AppState, at: number): Target | null {
  const { report, sources } = state.summary;
  const cursor = sources.top + at;
  if (report === null || at < 0 || cursor >= report.sources.length) return null;
  const summary = { ...state.summary, sources: { ...sources, cursor } };
  return { current: cursor === sources.cursor, state: { ...state, summary } };
}

/** A number of the summary. `at`: the line of the view. */
export function summaryTarget(state: AppState, column: number, at: number): Target | null {
  const { summary, size } = state;
  if (summary.report === null || at < 1) return null;
  const { links, lines } = pageOf(state, summary.report);
  const top = Math.min(summary.top, Math.max(0, lines.length - summaryRoom(size.rows)));
  const found = linkAtPlace(links, size.columns, top + at - 1, column);
  if (found === undefined) return null;
  const current = linkAt(links, summary.cursor)?.link.id === found.link.id;
  return { current, state: { ...state, summary: { ...summary, cursor: found.link.id, top } } };
}
