import type { Command } from '../kit/key-binding.ts';
import { VIEW_IDS } from '../kit/kinds.ts';
import type { AppState } from '../state/app-state.ts';
import { withView } from '../state/navigation.ts';
import { VIEWS } from '../views/registry.ts';

/**
 * The state after a command, as far as the command changes nothing but the state. What is none of the view's own may
 * open another one.
 */
export function afterCommand(state: AppState, command: Command): AppState {
  if (typeof command === 'object') return withView(state, command.open);
  const at = VIEW_IDS.indexOf(state.view);
  if (command === 'next view') return withView(state, VIEW_IDS[(at + 1) % VIEW_IDS.length] ?? 'scan');
  if (command === 'previous view') return withView(state, VIEW_IDS.at(at - 1) ?? 'scan');
  const own = VIEWS.front(state).after(state, command, VIEWS);
  if (own !== undefined) return own;
  const [open] = VIEWS.all.flatMap(({ opens }) => (opens === 'none' ? [] : (opens[command] ?? [])));
  return open === undefined ? state : open(state);
}
