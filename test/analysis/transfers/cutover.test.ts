import assert from 'node:assert/strict';
import path from 'node:path';
import { suite, test } from 'node:test';
import { type CutoverTask, finalRun, judgeCutover } from '../../../source/analysis/transfers/cutover.ts';
import { judgedTasks } from '../../../source/analysis/transfers/judged-tasks.ts';
import { readCutover } from '../../../source/analysis/transfers/read-cutover.ts';
import { goodRuns, type Run } from '../../../source/analysis/transfers/run.ts';
import { openForReading } from '../../../source/store/scan-file.ts';
import { temporaryFolder } from '../../export/example-scan.ts';
import { scanDemo } from '../../helpers/scan.ts';
import { makeScanFile } from '../../helpers/scan-files.ts';
import { madeNight } from './made-transfers.ts';

/** A machine that is busy must not make the scan miss anything. */
const PATIENT = { requestTimeoutMs: 30_000, connectTimeoutMs: 30_000 };

const [HOUR, DAY] = [3_600_000, 86_400_000];
const NOW = Date.parse('2026-11-30T12:00:00Z');

/** A good run so many days ago, of so many minutes. */
function run(daysAgo: number, minutes: number, more: Partial<Run> = {}): Run {
  const start = NOW - daysAgo * DAY;
  return {
    ...{ arn: `exec-${daysAgo}`, status: 'SUCCESS', start, launch: start, duration: minutes * 60_000 },
    ...{ end: start + minutes * 60_000, bytes: 100 * minutes, bytesPerSecond: null, filesTransferred: 7 },
    ...{ filesFailed: 0, verifyStatus: null, estimatedBytes: null, reportResult: null },
    ...more,
  };
}

const MINUTE = 60_000;
/** Each night of the last week, the first run in full. */
const NIGHTS = [
  run(1, 30),
  run(2, 40),
  run(3, 20),
  run(4, 30),
  run(5, 50),
  run(6, 30),
  run(7, 600, { bytes: 1e9 }),
];

suite('what is expected of a final run', () => {
  test('is the median of the last five good runs, and what nine of ten stay within', () => {
    assert.deepEqual(finalRun(NIGHTS, NOW), {
      ...{ runs: 6, bytesPerDay: 3000, filesPerDay: 7, expected: 30 * MINUTE, ninety: 50 * MINUTE },
      ...{ reason: '', isNotYet: false },
    });
  });

  test('is more where longer than usual has passed since the last one, but where its schedule is on', () => {
    const later = NOW + 2 * DAY;
    assert.equal(finalRun(NIGHTS, later).expected, 90 * MINUTE);
    assert.equal(finalRun(NIGHTS, later).ninety, 150 * MINUTE);
    assert.equal(finalRun(NIGHTS, later, true).expected, 30 * MINUTE);
  });

  test('leaves one in ten out where there are so many', () => {
    const many = Array.from({ length: 31 }, (_, day) => run(day + 1, day === 3 ? 600 : 10 + day));
    assert.equal(finalRun(many, NOW, true).ninety, 38 * MINUTE);
  });

  test('is not known under three good runs after a first one', () => {
    const few = finalRun(NIGHTS.slice(0, 3), NOW);
    assert.deepEqual([few.expected, few.ninety, few.runs], [null, null, 2]);
    assert.equal(few.reason, 'under 3 good runs after a first one');
    assert.equal(finalRun([], NOW).expected, null);
    const failed = NIGHTS.map((one) => ({ ...one, status: 'ERROR' }));
    assert.equal(finalRun(failed, NOW).reason, 'under 3 good runs after a first one; its last run failed');
    const untimed = NIGHTS.map((one) => ({ ...one, duration: null }));
    assert.equal(finalRun(untimed, NOW).expected, null);
  });

  test('says that it is not yet time where the last run failed, or left files behind', () => {
    const left = finalRun([run(0.5, 30, { filesFailed: 2 }), ...NIGHTS], NOW);
    assert.deepEqual([left.isNotYet, left.reason], [true, 'files failed in its last run']);
    const failed = finalRun([run(0.5, 30, { status: 'ERROR' }), ...NIGHTS], NOW);
    assert.deepEqual([failed.isNotYet, failed.reason, failed.runs], [true, 'its last run failed', 6]);
  });
});

const task = (name: string, hours: number | null, agents: readonly string[] | null = []): CutoverTask => ({
  ...{ row: 1, arn: name, name, account: '1', region: 'r', agents, runs: 9, bytesPerDay: 1, filesPerDay: 1 },
  expected: hours === null ? null : hours * HOUR,
  ninety: hours === null ? null : hours * HOUR,
  ...{ reason: '', isNotYet: false },
});

suite('a cutover', () => {
  const window = { start: NOW, length: 8 * HOUR };
  const verdicts = (tasks: readonly CutoverTask[]) =>
    judgeCutover(tasks, window).map(({ verdict }) => verdict);

  test('fits where nine of ten runs end within the window, and says when they start at the latest', () => {
    const [fits, not] = judgeCutover([task('a', 8), task('b', 8.1)], window);
    assert.deepEqual([fits?.verdict, fits?.latestStart], ['fits', NOW]);
    assert.deepEqual([not?.verdict, not?.latestStart], ['does not fit', null]);
  });

  test('adds up what runs on the same agent', () => {
    assert.deepEqual(verdicts([task('a', 5, ['nas']), task('b', 3, ['nas']), task('c', 5, ['other'])]), [
      'fits',
      'fits',
      'fits',
    ]);
    assert.deepEqual(verdicts([task('a', 5, ['nas']), task('b', 4, ['nas']), task('c', 5)]), [
      'does not fit',
      'does not fit',
      'fits',
    ]);
    const [first] = judgeCutover([task('a', 5, ['nas']), task('b', 2, ['nas'])], window);
    assert.deepEqual([first?.onAgent, first?.latestStart], [2, NOW + HOUR]);
  });

  test('is unknown where a run, its agents, or one beside it are', () => {
    assert.deepEqual(verdicts([task('a', null), task('b', 1, null)]), ['unknown', 'unknown']);
    assert.deepEqual(verdicts([task('a', 1, ['nas']), task('b', null, ['nas'])]), ['unknown', 'unknown']);
    assert.deepEqual(verdicts([task('a', 9, ['nas']), task('b', null, ['nas'])]), [
      'does not fit',
      'does not fit',
    ]);
  });

  test('is told from a scan file, and is unknown where executions were not read', (context) => {
    const tasksOf = (cells: Parameters<typeof makeScanFile>[1]['cells']) => {
      const file = path.join(temporaryFolder(context), 'scan.snapdeck');
      makeScanFile(file, { cells });
      const database = openForReading(file);
      try {
        return readCutover(database, NOW);
      } finally {
        database.close();
      }
    };
    const cells = madeNight();
    const well = tasksOf(cells).find(({ name }) => name === 'well');
    assert.deepEqual(
      [well?.runs, well?.expected, well?.bytesPerDay, well?.agents],
      [30, HOUR / 2, 1000, ['nas']],
    );
    const [denied] = tasksOf(
      cells.map((cell) => (cell.kind === 'datasync-execution' ? { ...cell, outcome: 'denied' } : cell)),
    );
    assert.equal(denied?.ninety, null);
    assert.match(denied?.reason ?? '', /^DataSync executions of us-east-1: denied/);
  });

  test('foretells the runs of the demo estate from those before them', async (context) => {
    const kinds = ['datasync-task', 'datasync-execution'];
    await scanDemo({ kinds, regions: ['all'], server: { size: 'medium' }, retry: PATIENT }, ({ reader }) => {
      let [told, within] = [0, 0];
      for (const { runs } of judgedTasks(reader.database)) {
        const good = goodRuns(runs);
        for (const [index, { start, duration }] of good.entries()) {
          if (start === null || duration === null) continue;
          const { ninety } = finalRun(good.slice(index + 1), start);
          if (ninety === null) continue;
          told += 1;
          if (duration <= ninety) within += 1;
        }
      }
      context.diagnostic(`${within} of ${told} runs took no longer than foretold`);
      assert.ok(told >= 50, `${told} told`);
      assert.ok(within / told >= 0.85, `${within} of ${told} within`);
    });
  });
});
