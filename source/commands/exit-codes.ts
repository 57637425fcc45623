import { isSound, type ScanState } from '../model/cell.ts';

/** The exit code of a scan that ended by itself. */
export function exitCodeOf(state: ScanState): number {
  if (state.refusal !== null) return state.refusal.exitCode;
  return state.cells.every(({ phase }) => isSound(phase)) ? 0 : 3;
}
