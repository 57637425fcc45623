import type { Command } from '../kit/key-binding.ts';
import type { AppState } from '../state/app-state.ts';
import { withView } from '../state/navigation.ts';
import { viewBeside } from '../state/shown-views.ts';
import { afterOpening, VIEWS } from '../views/registry.ts';

/**
 * The state after a command, as far as the command changes nothing but the state. What is none of the view's own may
 * open another one.
 */
export function afterCommand(state: AppState, command: Command): AppState {
  if (typeof command === 'object') return withView(state, command.open);
  if (command === 'next view') return withView(state, viewBeside(state, 1));
  if (command === 'previous view') return withView(state, viewBeside(state, -1));
  return VIEWS.front(state).after(state, command, VIEWS) ?? afterOpening(state, command);
}
