/** What becomes of a scan whose second worker fails, ends, hangs or cannot write, in the program as it is published. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { afterEach, beforeEach, test } from 'node:test';
import { isSound } from '../../source/model/cell.ts';
import { openScanReader } from '../../source/store/scan-reader.ts';
import { assertCountsHold } from '../helpers/kept-rows.ts';
import { openTerminal } from '../helpers/pty.ts';
import { type LiveRun, makePlace, type Place, PROGRAM, startSnapdeck } from '../helpers/run-snapdeck.ts';

/** A second worker is there where there are two processors. */
const TWO = { skip: availableParallelism() < 2 };
const PTY = { skip: availableParallelism() < 2 || process.platform === 'win32' };
const MEDIUM = ['--demo', '--demo-size', 'medium', '--faults', 'none', '--latency', '20'];
/** Its cells come one after the other, so that some are never begun when one is done. */
const FEW = [
  ...['--demo', '--demo-size', 'small', '--faults', 'none', '--latency', '20'],
  ...['--region', 'us-*', '--concurrency', '4'],
];
const LOST = 'the worker that collected it ended twice; the log says why';
/** What befalls the second worker, in its own words. */
const FAULTS = {
  throws: `throw new Error('a fault of the second worker')`,
  ends: 'process.exit(0)',
  'takes all memory': 'const taken = []; for (;;) taken.push(new Array(1_000_000).fill(taken))',
  'closes its port': 'port.close()',
  'throws while it is its turn to write': `Atomics.add(turns, 0, 1); throw new Error('a fault in its turn')`,
  hangs: 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)',
  'hangs while it is its turn to write':
    'Atomics.add(turns, 0, 1); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)',
  'meets a full disk': `StatementSync.prototype.run = function (...values) {
      if (this.sourceSQL === 'COMMIT') throw Object.assign(new Error('full'), { errcode: 13, errstr: 'full' });
      return run.apply(this, values);
    }`,
} as const;

let place: Place;
let scanFile: string;
beforeEach(() => {
  place = makePlace();
  scanFile = place.file('scan.sqlite');
});
afterEach(() => place.remove());

type Times = 'once' | 'each time';

/** A scan whose second worker meets this as soon as one of its cells is done: the first one only, or each. */
function scanWhoseWorker(fault: keyof typeof FAULTS, times: Times): LiveRun {
  const output = ['--format', 'ndjson', '--output', 'out'];
  return startSnapdeck(place, ['scan', ...FEW, ...output, '--scan-file', scanFile], {
    NODE_OPTIONS: hookFor(fault, times),
  });
}

/** Node's option that has the second worker meet this, and the program say when it got a first signal. */
function hookFor(fault: keyof typeof FAULTS, times: Times): string {
  const hook = place.file('hook.cjs');
  writeFileSync(
    hook,
    `const { workerData, isMainThread } = require('node:worker_threads');
     if (isMainThread) process.on('SIGINT', () => require('node:fs').writeSync(2, 'interrupted\\n'));
     if (!isMainThread && workerData?.task === 'second worker') {
       const { StatementSync } = process.getBuiltinModule('node:sqlite');
       const { run } = StatementSync.prototype;
       const { port, shared } = workerData;
       const turns = new Int32Array(shared.turns);
       const tell = port.postMessage.bind(port);
       let met = false;
       port.postMessage = (message) => {
         tell(message);
         if (met || message.type !== 'cells' || !message.cells.some(({ phase }) => phase === 'done')) return;
         met = true;
         if (${times === 'once'} && require('node:fs').existsSync(${JSON.stringify(place.file('met'))})) return;
         require('node:fs').writeFileSync(${JSON.stringify(place.file('met'))}, '');
         // Into a terminal it would move the cursor that the app writes at.
         if (!require('node:tty').isatty(2)) require('node:fs').writeSync(2, 'met\\n');
         setImmediate(() => { ${FAULTS[fault]}; });
       };
     }`,
  );
  return `--require=${hook}`;
}

/** The scan file is sound, holds rows, and calls no cell done that was not. */
function assertKept(): void {
  assert.ok(assertCountsHold(scanFile) > 0);
  const reader = openScanReader(scanFile);
  try {
    assert.equal(reader.facts().complete, false);
    assert.ok(reader.cells().some(({ phase }) => phase === 'done'));
    assert.ok(reader.cells().some(({ phase }) => phase !== 'done' && phase !== 'empty'));
  } finally {
    reader.close();
  }
}

function linesBesideCells(stderr: string): readonly string[] {
  return stderr.split('\n').filter((line) => line !== '' && line !== 'met' && !/^(\[|account )/.test(line));
}

let whole: ReadonlyMap<string, number> | null = null;

/** The cells of the same scan where nothing befalls it; it is made once. */
async function undisturbed(): Promise<ReadonlyMap<string, number>> {
  if (whole !== null) return whole;
  const file = place.file('whole.sqlite');
  const { exitCode, stderr } = await startSnapdeck(place, ['scan', ...FEW, '--scan-file', file], {}).ended;
  assert.equal(exitCode, 0, stderr);
  whole = soundCells(file);
  return whole;
}

/** How many rows each cell has that ended soundly. */
function soundCells(file: string): ReadonlyMap<string, number> {
  const reader = openScanReader(file);
  try {
    assert.equal(reader.facts().complete, true);
    const sound = reader.cells().filter(({ phase }) => isSound(phase));
    return new Map(sound.map(({ region, kind, rows }) => [`${region} ${kind}`, rows]));
  } finally {
    reader.close();
  }
}

for (const fault of [
  'throws',
  'ends',
  'takes all memory',
  'closes its port',
  'throws while it is its turn to write',
] as const) {
  test(
    `a scan whose second worker ${fault} goes on with another one, and nothing is missing`,
    TWO,
    async () => {
      const { exitCode, stderr } = await scanWhoseWorker(fault, 'once').ended;
      assert.equal(exitCode, 0, stderr);
      assert.match(stderr, /^met$/m);
      assertCountsHold(scanFile);
      assert.deepEqual(soundCells(scanFile), await undisturbed());
    },
  );
}

test(
  'cells whose second worker ends twice have failed, the others are whole, and the scan ends with 3',
  TWO,
  async () => {
    const { exitCode, stderr } = await scanWhoseWorker('throws', 'each time').ended;
    assert.equal(exitCode, 3, stderr);
    assertCountsHold(scanFile);
    const reader = openScanReader(scanFile);
    const cells = reader.cells();
    reader.close();
    const failed = cells.filter(({ phase }) => !isSound(phase));
    assert.ok(failed.length > 0 && failed.length < cells.length);
    for (const { phase, error } of failed)
      assert.deepEqual([phase, error?.code, error?.message], ['failed', 'WorkerLost', LOST]);
  },
);

test(
  'a disk that takes no more of the second worker is the one reason, and what was read is kept',
  TWO,
  async () => {
    const { exitCode, stderr } = await scanWhoseWorker('meets a full disk', 'each time').ended;
    assert.equal(exitCode, 1, stderr);
    assert.deepEqual(linesBesideCells(stderr), [
      `The scan file ${scanFile} cannot be written: the disk is full`,
    ]);
    assertKept();
  },
);

for (const fault of ['hangs', 'hangs while it is its turn to write'] as const) {
  test(
    `a scan whose second worker ${fault} ends with 130 by a second signal at the latest`,
    TWO,
    async () => {
      const run = scanWhoseWorker(fault, 'each time');
      await run.saysOnStderr('met\n');
      run.child.kill('SIGINT');
      await run.saysOnStderr('interrupted\n');
      // Another one, since the same at nearly the same moment counts once.
      run.child.kill('SIGTERM');
      const { exitCode, stderr } = await run.ended;
      assert.equal(exitCode, 130, stderr);
      assert.match(stderr, /^stopped: [\d,]+ rows? read (?:is|are) kept in /m);
      assert.doesNotMatch(stderr, /-\d+\.\ds|\d{6}\.\ds/);
      assertCountsHold(scanFile);
    },
  );
}

test(
  'in the app, cells whose second worker ends twice say so, and the other rows are shown',
  PTY,
  async () => {
    await using terminal = openTerminal({
      args: [PROGRAM, ...MEDIUM, '--scan-file', scanFile],
      cwd: place.folder,
      env: { ...place.environment, NODE_OPTIONS: hookFor('throws', 'each time') },
    });
    await terminal.waitForText(/ended twice/, { timeoutMs: 60_000 });
    // Before its end, leaving it would be asked about.
    await terminal.waitForText(/complete, \d+ problems/, { timeoutMs: 60_000 });
    // Which cells the lost worker had ended is another one each time; DataSync's are the first worker's.
    terminal.press('3');
    await terminal.waitForText(/row 1 of [1-9]/);
    terminal.press('q');
    const { exitCode } = await terminal.exit;
    assert.equal(exitCode, 0);
    assertCountsHold(scanFile);
  },
);

test('a scan whose first worker throws ends with 1 and says why, and keeps what was read', TWO, async () => {
  const hook = place.file('first.cjs');
  writeFileSync(
    hook,
    `const { parentPort, workerData, isMainThread } = require('node:worker_threads');
     if (!isMainThread && workerData?.task === 'scan') {
       const tell = parentPort.postMessage.bind(parentPort);
       parentPort.postMessage = (message, ...rest) => {
         tell(message, ...rest);
         if (message.type === 'cells' && message.cells.some(({ phase }) => phase === 'done'))
           setImmediate(() => { throw new Error('a fault of the first worker'); });
       };
     }`,
  );
  const output = ['--format', 'ndjson', '--output', 'out', '--scan-file', scanFile];
  const { exitCode, stderr } = await startSnapdeck(place, ['scan', ...FEW, ...output], {
    NODE_OPTIONS: `--require=${hook}`,
  }).ended;
  assert.equal(exitCode, 1, stderr);
  assert.deepEqual(linesBesideCells(stderr), ['The scan worker failed: a fault of the first worker']);
  assert.doesNotMatch(stderr, /-\d+\.\ds|\d{6}\.\ds/);
  // A cell that had begun took until its worker was lost.
  assert.doesNotMatch(stderr, / stopped +[1-9]\d* rows? +-/);
  assertCountsHold(scanFile);
});
