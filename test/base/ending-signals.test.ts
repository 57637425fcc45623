import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onEndingSignals } from '../../source/base/ending-signals.ts';

test('a signal that comes again at once, passed on by npm or another Node, counts once; a later or another one anew', () => {
  const met: string[] = [];
  let clock = 0;
  const send = (at: number, name: NodeJS.Signals) => {
    clock = at;
    process.emit(name, name);
  };
  const off = onEndingSignals(
    (name) => met.push(`${name} at ${clock}`),
    () => clock,
  );
  send(0, 'SIGINT');
  send(3, 'SIGINT');
  send(149, 'SIGINT');
  send(20, 'SIGTERM');
  send(21, 'SIGHUP');
  send(150, 'SIGINT');
  send(299, 'SIGINT');
  off();
  assert.deepEqual(met, ['SIGINT at 0', 'SIGTERM at 20', 'SIGHUP at 21', 'SIGINT at 150']);
  assert.deepEqual(
    (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((name) => process.listenerCount(name)),
    [0, 0, 0],
  );
});
