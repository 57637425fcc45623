import type { Command } from '../../kit/key-binding.ts';
import { viewHeight } from '../../kit/layout.ts';
import { isMovement, scrolled } from '../../kit/movement.ts';
import { type AppState, keyView } from '../../state/app-state.ts';
import { helpLines } from './draw-help.ts';

export function afterHelpCommand(state: AppState, command: Command): AppState {
  if (command === 'back' || command === 'escape') return { ...state, overlay: null };
  if (state.overlay?.kind !== 'help' || !isMovement(command)) return state;
  const count = helpLines(keyView({ ...state, overlay: null }), state.setting.bindings).length;
  const top = scrolled(command, state.overlay.top, viewHeight(state.size), count);
  return { ...state, overlay: { kind: 'help', top } };
}
