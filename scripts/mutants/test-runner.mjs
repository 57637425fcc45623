// A test runner for Stryker: one warm process that loads the tests once and, for each mutant, runs those that reach it.
// What a process per test file and mutant costs in seconds costs milliseconds here.
//
// - A test notices a mutant only if it fails with it, passes right after without it, and fails with it once more. So what
//   one mutant leaves behind in the process (a value computed once, say) is never counted as noticed by the tests of
//   another, nor is a test that was late once on a busy machine. Where it cannot be told, the process is left and the
//   mutant run again in a new one.
// - What runs while files are loaded (declarations of columns, tables of words) runs once, before any mutant: Stryker
//   calls such mutants static, and they are ignored (`ignoreStatic`).

import fs from 'node:fs';
import { registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { DryRunStatus, MutantRunStatus, TestStatus } from '@stryker-mutator/api/test-runner';
import { loadFile, runTests } from './node-test.mjs';
import { isTried } from './report.mjs';
import { countThreads } from './worker-coverage.mjs';

const SHIM = new URL('./node-test.mjs', import.meta.url).href;

/** A mutant survives where the quickest tests that reach it do not notice it, as many as take this long together. */
const ENOUGH_MS = 6000;

/** In the sandbox: what each test took without a mutant, for the other processes. */
const TIMES = 'test-times.json';

/** A test that takes longer with a mutant than this and twice its usual time is taken to hang. */
const PATIENCE_MS = 3000;

class WarmTestRunner {
  static inject = ['options'];

  #globs;
  #oneIn;
  #tests = [];
  /** What each test took without a mutant: `ms` in all, `cpu` of the processor. */
  #usual = new Map();
  #runs = 0;
  /** A mutant left something behind in this process. */
  #spoilt = false;

  constructor(options) {
    this.#globs = options.warm.testFiles;
    this.#oneIn = options.warm.oneIn;
  }

  capabilities() {
    // Static mutants, the only ones that would need it, are ignored.
    return { reloadEnvironment: true };
  }

  async init() {
    process.on('unhandledRejection', (error) => this.#failed?.(error));
    process.on('uncaughtException', (error) => this.#failed?.(error));
    const sandbox = process.cwd();
    await import(pathToFileURL(path.join(sandbox, 'scripts', 'test-process.mjs')));
    registerHooks({
      resolve: (specifier, context, next) =>
        specifier === 'node:test' && context.parentURL !== SHIM
          ? { url: SHIM, shortCircuit: true }
          : next(specifier, context),
    });
    // Always the same samples, so that a mutant does not survive by chance; and none are sought that fail more simply.
    const { default: fc } = await import('fast-check');
    fc.configureGlobal({ seed: 1, endOnFailure: true });
    for (const file of fs.globSync(this.#globs).toSorted())
      this.#tests.push(...(await loadFile(file, () => import(pathToFileURL(path.resolve(file))))));
    // What tests print is none of the report.
    process.stdout.write = () => true;
  }

  async dryRun() {
    const stryker = this.#stryker();
    const inThreads = countThreads();
    const results = [];
    const enter = (id) => {
      stryker.currentTestId = id;
    };
    for await (const { test, error: first, ms, cpu } of this.#run(this.#tests, enter)) {
      // On a machine with much to do one that waits for others may fail once or twice.
      const error =
        first !== undefined && (await this.#fails(test, enter)) && (await this.#fails(test, enter))
          ? first
          : undefined;
      this.#usual.set(test.id, { ms, cpu });
      addTo(perTestOf(stryker, test), this.#notAtLoad(inThreads(), stryker));
      const about = { id: test.id, name: test.id, fileName: path.resolve(test.file), timeSpentMs: ms };
      results.push(
        error === undefined
          ? { ...about, status: TestStatus.Success }
          : { ...about, status: TestStatus.Failed, failureMessage: said(error) },
      );
    }
    stryker.currentTestId = undefined;
    fs.writeFileSync(TIMES, JSON.stringify([...this.#usual]));
    return { status: DryRunStatus.Complete, tests: results, mutantCoverage: covered(stryker, this.#tests) };
  }

  /** What a thread reaches while its files are loaded is static there as it is here. */
  #notAtLoad(reached, stryker) {
    const atLoad = stryker.mutantCoverage?.static ?? {};
    return Object.fromEntries(Object.entries(reached).filter(([mutant]) => atLoad[mutant] === undefined));
  }

  async mutantRun({ activeMutant, testFilter, hitLimit }) {
    if (!isTried(activeMutant.id, this.#oneIn))
      return { status: MutantRunStatus.Error, errorMessage: 'not tried' };
    if (this.#spoilt) throw new Error('a new process is needed');
    if (this.#usual.size === 0) this.#usual = new Map(JSON.parse(fs.readFileSync(TIMES, 'utf8')));
    this.#runs += 1;
    const stryker = this.#stryker();
    const wanted = new Set(testFilter);
    const tests = this.#enough(this.#tests.filter((test) => wanted.size === 0 || wanted.has(test.id)));
    this.#activate(stryker, activeMutant.id, hitLimit);
    let ran = 0;
    try {
      for await (const { test, error, hangs } of this.#run(tests)) {
        ran += 1;
        if (error === undefined) continue;
        const looped = stryker.hitCount > stryker.hitLimit;
        this.#activate(stryker, undefined);
        if (await this.#fails(test)) {
          this.#spoilt = true;
          if (this.#runs > 1) throw new Error('a new process is needed');
        }
        if (hangs || looped) {
          // What hangs is still at work.
          this.#spoilt ||= hangs;
          return { status: MutantRunStatus.Timeout, reason: said(error) };
        }
        this.#activate(stryker, activeMutant.id, hitLimit);
        if (!(await this.#fails(test))) continue;
        return {
          status: MutantRunStatus.Killed,
          killedBy: [test.id],
          failureMessage: said(error),
          nrOfTests: ran,
        };
      }
    } finally {
      this.#activate(stryker, undefined);
    }
    return { status: MutantRunStatus.Survived, nrOfTests: ran };
  }

  #failed;

  #stryker() {
    globalThis.__stryker__ ??= {};
    return globalThis.__stryker__;
  }

  /** The mutant for this process, and for those and the threads that a test starts. */
  #activate(stryker, id, hitLimit) {
    stryker.activeMutant = id;
    stryker.hitCount = hitLimit === undefined ? undefined : 0;
    stryker.hitLimit = hitLimit;
    if (id === undefined) delete process.env.__STRYKER_ACTIVE_MUTANT__;
    else process.env.__STRYKER_ACTIVE_MUTANT__ = id;
  }

  async #fails(test, enter) {
    for await (const { error } of this.#run([test], enter)) return error !== undefined;
    return false;
  }

  /** The quickest of some tests: the first of them in any case. */
  #enough(tests) {
    let sum = 0;
    return this.#quickestFirst(tests).filter((test) => {
      const before = sum;
      sum += this.#usual.get(test.id)?.cpu ?? 0;
      return before === 0 || sum <= ENOUGH_MS;
    });
  }

  #quickestFirst(tests) {
    const cpu = ({ id }) => this.#usual.get(id)?.cpu ?? 0;
    return tests.toSorted((one, other) => cpu(one) - cpu(other));
  }

  async *#run(tests, enter = () => {}) {
    const known = this.#usual;
    const limits = ({ id }) => (known.has(id) ? PATIENCE_MS + 2 * known.get(id).ms : 60_000);
    const stray = (listener) => {
      this.#failed = listener;
    };
    yield* runTests(this.#quickestFirst(tests), { enter, limits, stray });
  }
}

/** What a test has reached so far. */
function perTestOf(stryker, test) {
  stryker.mutantCoverage ??= { static: {}, perTest: {} };
  const { perTest } = stryker.mutantCoverage;
  perTest[test.id] ??= {};
  return perTest[test.id];
}

function addTo(counts, more) {
  for (const [mutant, hits] of Object.entries(more)) counts[mutant] = (counts[mutant] ?? 0) + hits;
}

/** What is reached by the hooks of a suite is reached by each of its tests. */
function covered(stryker, tests) {
  const { static: atLoad = {}, perTest = {} } = stryker.mutantCoverage ?? {};
  const ofTests = {};
  for (const test of tests) {
    ofTests[test.id] = { ...perTest[test.id] };
    for (const suite of test.suites) addTo(ofTests[test.id], perTest[suite.id] ?? {});
  }
  return { static: atLoad, perTest: ofTests };
}

function said(error) {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'warm', WarmTestRunner)];
