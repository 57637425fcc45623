import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { KEY_BINDINGS } from '../../../source/ui/screen/keys.ts';
import { VIEWS } from '../../../source/ui/views/registry.ts';
import { bareApp, settled, TO_ACCOUNTS, TO_SOURCES, typed } from '../helpers/bare-app.ts';
import { fakeScan, finishedScan, midScan } from '../helpers/fake-scan.ts';
import { behindUnfinished, type FakeServices, fakeServices } from '../helpers/fake-services.ts';
import { fakeSummary } from '../helpers/fake-summary.ts';
import { accountTotalsOf, finishedManyScan } from '../helpers/many-scan.ts';

const times = (count: number, key: string) => Array.from({ length: count }, () => key);
const noRows = () => {
  const services = fakeServices(fakeScan());
  services.queries.rows = {};
  return services;
};

const askable = () => {
  const services = fakeServices(finishedScan());
  services.queries.planned = () => ({ rows: 3, passedOver: 0, calls: 3, most: null });
  return services;
};

const many = () => {
  const scan = finishedManyScan();
  const services = fakeServices(scan);
  services.queries.report = fakeSummary({ accounts: accountTotalsOf(scan) });
  return services;
};

/** How one gets to every view, its ends and its empty state; keys as they are named. */
const WAYS: readonly (readonly [view: string, keys: readonly string[], services?: () => FakeServices])[] = [
  ['scan', []],
  ['scan', ['G', ...times(9, 'right')]],
  ['scan', [], noRows],
  ['accounts', [], many],
  ['accounts', ['G', ...times(30, 'right')], many],
  ['accounts filter', ['/'], many],
  ['accounts filter', ['/', 'z', 'z'], many],
  ['scan', ['a'], many],
  ['problems', ['p']],
  ['problems', ['p', 'G']],
  ['summary', ['2']],
  ['summary', ['2', 'G', ...times(9, 'right')]],
  ['sources', ['2', TO_SOURCES, 'enter']],
  ['sources', ['2', TO_SOURCES, 'enter', 'G', ...times(30, 'right')]],
  ['account costs', ['2', TO_ACCOUNTS, 'enter'], many],
  ['account costs', ['2', TO_ACCOUNTS, 'enter', 'G', ...times(30, 'right')], many],
  ['table', ['7']],
  ['table', ['7', 'G', ...times(40, 'right'), 's', 'end', 'enter']],
  ['table', ['7'], noRows],
  ['detail', ['7', 'enter']],
  ['detail', ['7', 'G', 'enter', 'G']],
  ['facet', ['7', 'f', 'enter']],
  ['facet', ['7', 'f', 'enter', 'P', 'enter', 'G', ...times(30, 'right')]],
  ['facet', ['7', 'f', 'enter'], noRows],
  ['delete plan', ['7', 'D']],
  ['delete plan', ['7', 'D', 'G']],
  ['history', [':', ...typed('history')]],
  ['history', [':', ...typed('history'), 'G']],
  ['differences', [':', ...typed('diff last~1')]],
  ['ask', [':', ...typed('ask tags')]],
  ['ask', ['7', ':', ...typed('ask attributes')], askable],
  ['topology', ['t']],
  ['topology', ['t', 'G']],
  ['topology', ['t'], noRows],
  ['calendar', ['C']],
  ['calendar', ['C', 'z', 'G', ...times(31, 'left')]],
  ['calendar', ['C'], noRows],
  ['cutover', [':', ...typed('cutover 2026-12-05T22:00 8h')]],
  ['cutover', [':', ...typed('cutover 2026-12-05T22:00 8h'), 'G']],
  ['picker', ['7', 's']],
  ['picker', ['7', 'c', 'end']],
  ['picker', [':', ...typed('regions')]],
  ['picker', [':', ...typed('views'), 'z', 'z']],
  ['export form', ['E']],
  ['export form', ['7', 'E', 'down', 'down']],
  ['filter', ['7', '/']],
  ['filter', ['7', '/', 'z', 'z']],
  ['command', [':']],
  ['command', [':', 'z', 'z']],
  ['note', ['7', 'o']],
  ['help', ['?']],
  ['help', ['?', 'G']],
  ['quit', ['q'], () => fakeServices(midScan())],
  ['new scan', ['ctrl+r'], () => fakeServices(midScan())],
  ['unfinished scan', [], () => behindUnfinished(finishedScan())],
];

const KEYS: readonly string[] = [...new Set(KEY_BINDINGS.flatMap(({ keys }) => keys)), '#'];

/** What a key came to: something else on the screen, something said, done to the terminal or asked of a service. */
async function answerTo(
  key: string,
  way: readonly string[],
  services: FakeServices,
): Promise<'nothing' | 'something'> {
  const { app, state, reached } = await bareApp(way, { services });
  app.store.dispatch({ type: 'message read' });
  const { now: _, ...before } = state();
  const asked = () => [reached.length, services.choices.length, services.exports.length];
  const others = asked();
  app.press([key]);
  const isAnswered = () => {
    const { now: __, ...next } = state();
    return !isDeepStrictEqual(before, next) || !isDeepStrictEqual(others, asked());
  };
  for (let round = 0; round < 6 && !isAnswered(); round += 1) await turn();
  const answer = isAnswered() ? 'something' : 'nothing';
  app.leave(0);
  return answer;
}

describe('every key does something in every view, or the footer says why not:', () => {
  test('all views are tried', () => {
    assert.deepEqual([...new Set(WAYS.map(([view]) => view))].sort(), VIEWS.all.map(({ id }) => id).sort());
  });

  for (const [view, way, services = () => fakeServices(finishedScan())] of WAYS) {
    test(`${view} after ${way.join(' ')}${services === noRows ? ' without rows' : ''}`, async () => {
      const { state, app } = await bareApp(way, { services: services() });
      assert.equal(VIEWS.front(state()).id, view);
      app.leave(0);
      const silent: string[] = [];
      for (const key of KEYS) if ((await answerTo(key, way, services())) === 'nothing') silent.push(key);
      assert.deepEqual(silent, []);
    });
  }

  test('also before there is any scan', async () => {
    const silent: string[] = [];
    for (const key of KEYS) {
      for (const view of ['', '2', '7', 't']) {
        const { app, state, reached } = await bareApp(view === '' ? [] : [view], null);
        const { now: _, ...before } = state();
        const done = reached.length;
        app.press([key]);
        await settled();
        const { now: __, ...next } = state();
        if (isDeepStrictEqual(before, next) && reached.length === done) silent.push(`${view} ${key}`);
        app.leave(0);
      }
    }
    assert.deepEqual(silent, []);
  });
});
