// Stands in for `node:test` in the process of scripts/mutants/test-runner.mjs: the same calls, but tests are kept, to
// be run as often as there are mutants, in any choice. As much of it as our tests use.

import { mock } from 'node:test';

const MockTracker = mock.constructor;

let file = '';
let suite;
let registered = [];
let suites = 0;

function newSuite(name, parent) {
  suites += 1;
  const hooks = { before: [], after: [], beforeEach: [], afterEach: [] };
  return { id: `suite ${suites}`, name, parent, hooks, opened: false };
}

/** Imports a file of tests and gives those that it holds: { id, file, suites (outermost first), skip, body }. */
export async function loadFile(name, load) {
  file = name;
  registered = [];
  suite = newSuite('', undefined);
  await load();
  // Tests of a loop may have the same name.
  const seen = new Map();
  for (const test of registered) {
    const count = (seen.get(test.id) ?? 0) + 1;
    seen.set(test.id, count);
    if (count > 1) test.id += ` (${count})`;
  }
  return registered.filter((test) => !test.skip);
}

export function test(name, ...rest) {
  const body = rest.findLast((given) => typeof given === 'function');
  const options = rest.find((given) => typeof given === 'object') ?? {};
  const chain = [];
  for (let each = suite; each !== undefined; each = each.parent) chain.unshift(each);
  const title = [...chain.map((each) => each.name), name].filter((part) => part !== '').join(' ');
  registered.push({ id: `${file}: ${title}`, file, name, suites: chain, skip: Boolean(options.skip), body });
}

export function describe(name, ...rest) {
  const body = rest.findLast((given) => typeof given === 'function');
  const outer = suite;
  suite = newSuite(name, outer);
  body();
  suite = outer;
}

export { describe as suite, mock, test as it };
export const before = (hook) => suite.hooks.before.push(hook);
export const after = (hook) => suite.hooks.after.push(hook);
export const beforeEach = (hook) => suite.hooks.beforeEach.push(hook);
export const afterEach = (hook) => suite.hooks.afterEach.push(hook);
export default test;

/**
 * Runs tests one after the other and gives { test, error, hangs, ms, cpu } of each. Suites with `before` or `after` are run
 * together, else the order stays. `enter` is told whose turn it is; `limits` gives how long a test may take.
 */
export async function* runTests(tests, { enter, limits, stray }) {
  for (const group of groups(tests)) {
    const open = [];
    try {
      for (const each of group) yield await runTest(each, { enter, limits, stray, open });
    } finally {
      for (const each of open.toReversed()) {
        enter(each.id);
        for (const hook of each.hooks.after) await Promise.resolve(hook()).catch(() => {});
      }
      enter(undefined);
    }
  }
}

function groups(tests) {
  const found = new Map();
  for (const test of tests) {
    const fixture = test.suites.find(({ hooks }) => hooks.before.length + hooks.after.length > 0);
    const key = fixture ?? test;
    found.set(key, [...(found.get(key) ?? []), test]);
  }
  return found.values();
}

async function runTest(test, { enter, limits, stray, open }) {
  const tracker = new MockTracker();
  const endings = [];
  const context = {
    name: test.name,
    mock: tracker,
    signal: new AbortController().signal,
    after: (hook) => endings.push(hook),
    diagnostic: () => {},
  };
  const started = performance.now();
  const cpu = process.cpuUsage();
  let timer;
  let hangs = false;
  const ended = new Promise((_, reject) => {
    stray(reject);
    timer = realSetTimeout(() => {
      hangs = true;
      reject(new Error('takes too long'));
    }, limits(test));
  });
  let error;
  try {
    await Promise.race([body(test, { context, enter, open }), ended]);
  } catch (reason) {
    error = reason ?? new Error('rejected with nothing');
  }
  try {
    await Promise.race([leave(test, { context, enter, endings, tracker }), ended]);
  } catch (reason) {
    error ??= reason ?? new Error('rejected with nothing');
  }
  realClearTimeout(timer);
  stray(undefined);
  ended.catch(() => {});
  const { user, system } = process.cpuUsage(cpu);
  return { test, error, hangs, ms: performance.now() - started, cpu: (user + system) / 1000 };
}

// Tests may put a clock of theirs in the place of these.
const realSetTimeout = setTimeout;
const realClearTimeout = clearTimeout;

async function body(test, { context, enter, open }) {
  for (const each of test.suites) {
    if (open.includes(each) || each.hooks.before.length + each.hooks.after.length === 0) continue;
    open.push(each);
    enter(each.id);
    for (const hook of each.hooks.before) await hook();
  }
  enter(test.id);
  for (const each of test.suites) for (const hook of each.hooks.beforeEach) await hook(context);
  await test.body(context);
}

async function leave(test, { context, endings, tracker }) {
  try {
    for (const hook of endings) await hook();
    for (const each of test.suites.toReversed()) for (const hook of each.hooks.afterEach) await hook(context);
  } finally {
    tracker.reset();
  }
}
