import { formatCount, shortCount } from '../../model/format.ts';
import { aimed, type HotPiece, painted } from '../kit/drawing.ts';
import { textWidth } from '../kit/text.ts';
import type { Theme } from '../kit/theme.ts';
import type { AppState } from '../state/app-state.ts';
import { withView } from '../state/navigation.ts';
import { rowsByTab } from '../state/scan-totals.ts';
import { shownViews } from '../state/shown-views.ts';
import type { ClickableDrawing } from '../state/target.ts';

/** The line of tabs: with counts, with rounded counts, or with the name of the open one only, as the width allows. */
export function drawTabs(state: AppState, theme: Theme): ClickableDrawing {
  const pieces = tabsShown(state).map(
    ({ id, text }): HotPiece<string> => [` ${text} `, id === state.view ? 'selected' : 'plain', id],
  );
  return aimed(painted(theme, [pieces]), (id) => () => ({ current: false, state: withView(state, id) }));
}

/** The tabs as they stand in their line, each with a blank on either side. */
function tabsShown(state: AppState): readonly { readonly id: string; readonly text: string }[] {
  const counts = state.scan === null ? {} : rowsByTab(state.scan);
  const tabs = (format: (count: number) => string, named: (id: string) => boolean) =>
    shownViews(state).map((view) => {
      const count = counts[view.id];
      const parts = [
        view.key ?? '',
        named(view.id) ? view.title : '',
        count === undefined ? '' : format(count),
      ];
      return { id: view.id, text: parts.filter((part) => part !== '').join(' ') };
    });
  const every = () => true;
  const current = (id: string) => id === state.view;
  const countless = (id: string) => current(id) || id === 'scan' || id === 'summary';
  const choices = [
    tabs(formatCount, every),
    tabs(shortCount, every),
    tabs(shortCount, countless),
    tabs(shortCount, current),
    tabs(() => '', current),
  ];
  return choices.find((choice) => lineWidth(choice) <= state.size.columns) ?? choices.at(-1) ?? [];
}

function lineWidth(tabs: readonly { readonly text: string }[]): number {
  return tabs.reduce((sum, tab) => sum + textWidth(tab.text) + 2, 0);
}
