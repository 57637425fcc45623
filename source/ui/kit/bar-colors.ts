import type { Tone } from './theme.ts';

const GOOD = new Set(['success', 'completed', 'available', 'online', 'enabled']);
const BAD = new Set(['error', 'failed', 'offline', 'unavailable', 'expired', 'partial', 'gone']);
const BUSY = new Set([
  ...['pending', 'creating', 'queued', 'running', 'launching', 'preparing', 'transferring', 'verifying'],
  'deleting',
]);

/** The tone of a part of a bar by the state that it stands for; its sign says the same. Neighbours differ. */
export function barColor(state: string, index: number): Tone {
  const word = state.toLowerCase();
  if (GOOD.has(word)) return 'good';
  if (BAD.has(word)) return 'bad';
  if (BUSY.has(word)) return 'busy';
  return index % 2 === 0 ? 'accent' : 'plain';
}
