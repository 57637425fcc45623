/**
 * `npm run bench`: the budgets, each beside a reference that is measured in the same run. Nothing is asserted: it
 * prints, and ends with 0.
 */
import os from 'node:os';
import { parseArgs } from 'node:util';
import { type BudgetLine, notMeasured, tableHead, tableText } from './budget.ts';
import { interaction } from './keys.ts';
import { large } from './large.ts';
import { oldDatasync, oldSnapshots } from './old-pattern.ts';
import { makePlace, type Place } from './place.ts';
import { scan } from './scan.ts';
import { firstFrame, firstLine, plainStart } from './start-up.ts';
import { throttled } from './throttled.ts';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    large: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});
const runs = options.quick ? 3 : 5;

interface Group {
  readonly name: string;
  readonly measure: (place: Place) => Promise<readonly BudgetLine[]>;
}

const groups: readonly Group[] = [
  { name: 'start', measure: (place) => plainStart(place, runs) },
  { name: 'frame', measure: (place) => firstFrame(place, runs) },
  { name: 'scan', measure: (place) => scan(place, runs) },
  { name: 'keys', measure: (place) => interaction(place, options.quick ? 250 : 1000) },
  { name: 'old-snapshots', measure: async (place) => [await oldSnapshots(place, 3)] },
  { name: 'waits', measure: (place) => longWaits(place, options.quick) },
  { name: 'large', measure: (place) => aMillionRows(place) },
];

/** What waits most of its time, beside each other. */
async function longWaits(place: Place, quick: boolean): Promise<readonly BudgetLine[]> {
  if (quick)
    return [notMeasured('throttled scans, old DataSync pattern', 'left out of --quick: two minutes')];
  const [lines, old] = await Promise.all([throttled(place), oldDatasync(place, 3)]);
  return [...lines, old];
}

async function aMillionRows(place: Place): Promise<readonly BudgetLine[]> {
  if (options.large) return await large(place, runs);
  return [notMeasured('1,000,000 rows, exports', 'takes minutes: npm run bench -- --large')];
}

const place = makePlace();
process.once('SIGINT', () => {
  place.remove();
  process.exit(130);
});
const started = performance.now();
console.log(
  `Node ${process.versions.node}, ${os.availableParallelism()} cores, load ${loads()}; ${runs} runs each\n`,
);
console.log(tableHead());
try {
  for (const { name, measure } of groups) {
    if (options.only !== undefined && !options.only.split(',').includes(name)) continue;
    const lines = await measure(place).catch((error: unknown) => [notMeasured(name, firstLine(error))]);
    for (const line of lines) console.log(tableText(line));
  }
} finally {
  place.remove();
}
console.log(`\n${Math.round((performance.now() - started) / 1000)} s, load ${loads()}`);

function loads(): string {
  return (os.loadavg()[0] ?? 0).toFixed(1);
}
