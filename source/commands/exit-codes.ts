import { type ScanState, SOUND_OUTCOMES } from '../model/cell.ts';

/** The exit code of a scan that ended by itself. */
export function exitCodeOf(state: ScanState): number {
  if (state.refusal !== null) return state.refusal.exitCode;
  const sound = state.cells.every((cell) => SOUND_OUTCOMES.some((outcome) => outcome === cell.phase));
  return sound ? 0 : 3;
}
