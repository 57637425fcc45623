import { setTimeout as pause } from 'node:timers/promises';
import * as v from 'valibot';
import { type BudgetLine, budgetLine, notMeasured } from './budget.ts';
import type { Place } from './place.ts';
import { type MeasuredScan, measuredScan } from './scan.ts';
import { type Counters, startSimulatedAws } from './simulated-aws.ts';
import { firstLine } from './start-up.ts';

/** Calls a second that each service takes in each region; its bucket holds as many. */
const RATES = [3, 5, 11];

/** Between the starts of scans that run beside each other: each starts while the others wait for their turn. */
const APART_MS = 4000;

const SHARE_REFUSED = 0.02;
const REFUSED_A_BUCKET = 4;

/**
 * Scans of one estate, throttled at several rates. They wait most of their time, so they run beside each other: one
 * after the other they would take minutes.
 */
export async function throttled(place: Place): Promise<readonly BudgetLine[]> {
  const now = new Date();
  const free = await throttledScan(place, now, undefined);
  const lines = await Promise.all(
    RATES.map(async (rate, index) => {
      await pause(index * APART_MS);
      try {
        return throttledLine(rate, await throttledScan(place, now, rate), free.scan.rows);
      } catch (error) {
        return notMeasured(whatOf(rate), firstLine(error));
      }
    }),
  );
  return lines;
}

interface ThrottledScan {
  readonly scan: MeasuredScan;
  readonly counters: Counters;
}

async function throttledScan(place: Place, now: Date, rate: number | undefined): Promise<ThrottledScan> {
  const throttle = rate === undefined ? {} : { '*': { rate, burst: rate } };
  const server = await startSimulatedAws({ size: 'medium', now, throttle });
  try {
    return { scan: await measuredScan(place, server.url), counters: await server.counters() };
  } finally {
    await server.close();
  }
}

function throttledLine(
  rate: number,
  { scan, counters }: ThrottledScan,
  freeRows: readonly string[],
): BudgetLine {
  const buckets = bucketsOf(counters);
  const served = buckets.map(({ calls, refused }) => calls - refused);
  const slowest = Math.max(...served);
  const bound = Math.max(0, slowest - rate) / rate;
  const excess = buckets.filter(
    ({ calls, refused }) => refused > Math.max(REFUSED_A_BUCKET, SHARE_REFUSED * calls),
  );
  const worst = Math.max(...buckets.map(({ refused }) => refused));
  return budgetLine({
    what: whatOf(rate),
    unit: 's',
    values: [scan.wallMs / 1000],
    reference: { what: 'token bucket', values: [bound] },
    limit: { text: '1.15x the token bucket', of: 'ratio', most: 1.15 },
    notes: [
      `throttled ${counters.throttled} of ${counters.calls} calls (${share(counters)}), at most ${worst} a bucket; ` +
        `budget 2 % or 4 a bucket: ${excess.length === 0 ? 'within' : `over in ${excess.length} of ${buckets.length} buckets`}`,
      `slowest bucket ${slowest} calls; rows: ${comparedRows(scan.rows, freeRows)}`,
      ...scan.problems,
    ],
  });
}

function whatOf(rate: number): string {
  return `scan throttled at ${rate}/s a service and region`;
}

function share({ calls, throttled }: Counters): string {
  return `${((throttled / calls) * 100).toFixed(1)} %`;
}

interface Bucket {
  readonly calls: number;
  readonly refused: number;
}

/** Calls by service and region: each of these has a bucket. */
function bucketsOf({ byCall }: Counters): readonly Bucket[] {
  const buckets = new Map<string, Bucket>();
  for (const [call, { calls, throttled }] of Object.entries(byCall)) {
    const [service, , region] = call.split(':');
    const key = `${service} ${region}`;
    const known = buckets.get(key) ?? { calls: 0, refused: 0 };
    buckets.set(key, { calls: known.calls + calls, refused: known.refused + throttled });
  }
  return [...buckets.values()];
}

/** What is lost; rows carry what the server's clock moves (heartbeats, bytes so far), so names are compared. */
function comparedRows(rows: readonly string[], free: readonly string[]): string {
  const [found, expected] = [new Set(rows.map(nameOf)), new Set(free.map(nameOf))];
  const lost = [...expected].filter((name) => !found.has(name));
  const more = [...found].filter((name) => !expected.has(name));
  const same = rows.length === free.length && lost.length === 0 && more.length === 0;
  const count = `${rows.length} of ${free.length}`;
  return same ? `${count}, the same as unthrottled` : `${count}, ${lost.length} LOST, ${more.length} others`;
}

/** The columns that name a resource, the most telling first. */
const NAMES = [
  'task_execution_arn',
  'agent_arn',
  'location_arn',
  'task_arn',
  'snapshot_arn',
  'recovery_point_arn',
  'snapshot_id',
];
const ROW = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown()));

function nameOf(row: string): string {
  const values = v.parse(ROW, row);
  const name = NAMES.find((column) => typeof values[column] === 'string');
  return `${values.kind} ${values.region} ${name === undefined ? row : values[name]}`;
}
