import type { Theme } from '../../kit/theme.ts';
import type { AppState } from '../../state/app-state.ts';
import type { ViewDrawing } from '../view.ts';
import { accountsList } from './accounts-list.ts';
import { drawSummary } from './draw-summary.ts';
import { sourcesList } from './sources-list.ts';
import { drawSummaryList } from './summary-list.ts';

/** The list of all sources behind the Summary. */
export function drawSources(state: AppState, theme: Theme): ViewDrawing {
  const { report } = state.summary;
  return report === null ? drawSummary(state, theme) : drawSummaryList(state, theme, sourcesList(report));
}

/** The list of all accounts behind the Summary. */
export function drawAccountCosts(state: AppState, theme: Theme): ViewDrawing {
  const { summary, scan } = state;
  return summary.report === null || scan === null
    ? drawSummary(state, theme)
    : drawSummaryList(state, theme, accountsList(summary.report, scan));
}
