/**
 * `npm run bench`: the budgets, each beside a reference that is measured in the same run. Nothing is asserted: it
 * prints, and ends with 0.
 */
import os from 'node:os';
import { parseArgs } from 'node:util';
import { accountKeys } from './account-keys.ts';
import { type BudgetLine, notMeasured, tableHead, tableText } from './budget.ts';
import { differences } from './diff.ts';
import { interaction } from './keys.ts';
import { browsing, browsingAccounts, exports, largeScan } from './large.ts';
import { manyAccounts } from './many-accounts.ts';
import { oldDatasync, oldSnapshots } from './old-pattern.ts';
import { makePlace, type Place } from './place.ts';
import { scan } from './scan.ts';
import { sources } from './sources.ts';
import { firstFrame, firstLine, plainStart } from './start-up.ts';
import { throttled } from './throttled.ts';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    large: { type: 'boolean', default: false },
    only: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const runs = options.quick ? 3 : 5;
const keys = options.quick ? 250 : 1000;
const only = options.only?.split(',');

interface Group {
  readonly name: string;
  /** A million rows: takes minutes, so only with --large. */
  readonly isLarge?: boolean;
  readonly measure: (place: Place) => Promise<readonly BudgetLine[]>;
}

const groups: readonly Group[] = [
  { name: 'start', measure: (place) => plainStart(place, runs) },
  { name: 'frame', measure: (place) => firstFrame(place, runs) },
  { name: 'scan', measure: (place) => scan(place, runs) },
  { name: 'accounts', measure: (place) => manyAccounts(place, options.quick ? 1 : 3) },
  { name: 'keys', measure: (place) => interaction(place, keys) },
  { name: 'account-keys', measure: (place) => accountKeys(place, keys) },
  { name: 'old-snapshots', measure: async (place) => [await oldSnapshots(place, 3)] },
  { name: 'waits', measure: (place) => longWaits(place, options.quick) },
  { name: 'browse', isLarge: true, measure: (place) => browsing(place, runs, keys) },
  { name: 'browse-accounts', isLarge: true, measure: (place) => browsingAccounts(place, runs) },
  { name: 'sources', isLarge: true, measure: (place) => sources(place, runs) },
  { name: 'diff', isLarge: true, measure: (place) => differences(place, Math.min(runs, 3)) },
  { name: 'export', isLarge: true, measure: (place) => exports(place, runs) },
  { name: 'large-scan', isLarge: true, measure: largeScan },
];

/** What waits most of its time, beside each other. */
async function longWaits(place: Place, quick: boolean): Promise<readonly BudgetLine[]> {
  if (quick)
    return [notMeasured('throttled scans, old DataSync pattern', 'left out of --quick: two minutes')];
  const [lines, old] = await Promise.all([throttled(place), oldDatasync(place, 3)]);
  return [...lines, old];
}

if (options.help) {
  console.log(`npm run bench -- [--quick] [--large] [--only GROUP,…]

  --quick   fewer runs, without the scans that wait most of their time
  --large   those of 1,000,000 rows as well: takes minutes
  --only    ${groups.map(({ name }) => name).join(', ')}`);
  process.exit(0);
}

const place = makePlace();
for (const [signal, exitCode] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  process.once(signal, () => {
    place.remove();
    process.exit(exitCode);
  });
}
const started = performance.now();
console.log(
  `Node ${process.versions.node}, ${os.availableParallelism()} cores, load ${loads()}; ${runs} runs each\n`,
);
console.log(tableHead());
try {
  for (const { name, measure, isLarge = false } of groups) {
    if (only !== undefined && !only.includes(name)) continue;
    if (isLarge && !options.large) {
      console.log(
        tableText(notMeasured(`${name} of 1,000,000 rows`, 'takes minutes: npm run bench -- --large')),
      );
      continue;
    }
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
