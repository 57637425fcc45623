import type { CutoverTask } from '../../../source/analysis/transfers/cutover.ts';

const HOUR = 3_600_000;

function task(row: number, name: string, hours: number | null, more: Partial<CutoverTask> = {}): CutoverTask {
  return {
    ...{ row, arn: `arn:task-${row}`, name, account: '123456789012', region: 'us-east-1', agents: [] },
    ...{ runs: hours === null ? 1 : 12, bytesPerDay: 5 * 2 ** 30, filesPerDay: 1200 },
    expected: hours === null ? null : (hours * HOUR) / 2,
    ninety: hours === null ? null : hours * HOUR,
    reason: hours === null ? 'under 3 good runs after a first one' : '',
    isNotYet: false,
    ...more,
  };
}

/** Final runs of six tasks, two of them on one agent. */
export function fakeCutover(): readonly CutoverTask[] {
  return [
    task(1, 'fileserver-migration', 3),
    task(2, 'nas-to-s3-nightly', 9),
    task(3, 'home', 5, { agents: ['nas'] }),
    task(4, 'projects', 4, { agents: ['nas'], reason: 'its last run failed', isNotYet: true }),
    task(5, 'new', null),
    task(6, 'elsewhere', 1, { agents: null }),
  ];
}
