import { isAccountProblem } from '../model/account.ts';
import { isSound, type ScanState } from '../model/cell.ts';

/** The exit code of a scan that ended by itself. */
export function exitCodeOf(state: ScanState): number {
  if (state.refusal !== null) return state.refusal.exitCode;
  const hasProblem =
    state.accounts.some(isAccountProblem) || !state.cells.every(({ phase }) => isSound(phase));
  return hasProblem ? 3 : 0;
}
