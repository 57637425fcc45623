/** How a cell ended. What each fault leads to stands in the fault suite. */
export type Outcome =
  | 'done'
  | 'empty'
  | 'partial'
  | 'denied'
  | 'throttled'
  | 'failed'
  | 'skipped'
  | 'stopped';

/** Where a cell stands: not yet begun, at work, held back by AWS for a while, or ended. */
export type Phase = 'queued' | 'running' | 'waiting' | Outcome;

/** All of them, in the order in which a cell comes to them. */
export const PHASES: readonly Phase[] = [
  'queued',
  'running',
  'waiting',
  'done',
  'empty',
  'partial',
  'denied',
  'throttled',
  'failed',
  'skipped',
  'stopped',
];

/** True for a phase that a cell does not leave by itself. */
export function isFinal(phase: Phase): phase is Outcome {
  return phase !== 'queued' && phase !== 'running' && phase !== 'waiting';
}

/** True for a cell that ended with nothing to say. */
export function isSound(phase: Phase): boolean {
  return phase === 'done' || phase === 'empty' || phase === 'skipped';
}

/** True for a cell that ended with something to say. */
export function isProblem(phase: Phase): boolean {
  return isFinal(phase) && !isSound(phase);
}

/** True for a cell that has not ended, or that was stopped: rows of it may be missing for no fault of AWS's. */
export function isUnfinished(phase: Phase): boolean {
  return !isFinal(phase) || phase === 'stopped';
}
