import { RESOURCE_KINDS } from '../../kinds/registry.ts';
import { TABLES_BESIDE } from '../../kinds/tabs.ts';
import { kindFacts } from '../kit/kinds.ts';
import { MAIN_VIEWS, type MainView } from '../settings/main-views.ts';
import type { AppState } from './app-state.ts';

/**
 * Scan, Summary and the tabs of the kinds that are scanned, before there is a scan of those that usually are; the view
 * that is open in any case, such as that of sources or of all snapshots.
 */
export function shownViews({ scan, view }: Pick<AppState, 'scan' | 'view'>): readonly MainView[] {
  const kinds = scan?.kinds ?? RESOURCE_KINDS.flatMap(({ id, byDefault }) => (byDefault ? [id] : []));
  const tabs = new Set(kinds.map((kind) => kindFacts(kind).tab));
  const isTable = new Set([...RESOURCE_KINDS.map(({ tab }) => tab), ...TABLES_BESIDE.map(({ id }) => id)]);
  return MAIN_VIEWS.filter(({ id }) => id === view || tabs.has(id) || !isTable.has(id));
}

/** The view so many places on among those that are shown. */
export function viewBeside(state: Pick<AppState, 'scan' | 'view'>, step: 1 | -1): string {
  const ids = shownViews(state).map(({ id }) => id);
  const at = ids.indexOf(state.view);
  return ids.at((at + step) % ids.length) ?? state.view;
}
