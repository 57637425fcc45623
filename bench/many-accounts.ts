import { type BudgetLine, budgetLine } from './budget.ts';
import { bundled } from './bundled.ts';
import { type Finished, type Place, run } from './place.ts';
import { type MeasuredScan, measuredScan } from './scan.ts';
import { type Counters, comparedCalls, type SimulatedAws, startSimulatedAws } from './simulated-aws.ts';

const ACCOUNTS = 100;
const ROLE = 'LarkspurAudit';
/** So short that calls, not waiting, take the time: of many accounts there are always some to go on with. */
const SHORT_LATENCY = 10;
const MOST_MIB = 300;

/**
 * A scan of a company beside the SDK alone over the same calls, in turn on one simulated AWS: what a call costs; and how
 * much memory it takes, beside a scan of one account.
 */
export async function manyAccounts(place: Place, runs: number): Promise<readonly BudgetLine[]> {
  const client = await bundled(place, 'fan-out');
  const server = await startSimulatedAws({ latency: SHORT_LATENCY, accounts: ACCOUNTS, size: 'small' });
  try {
    const environment = place.environment(server.url);
    const fanOut = () =>
      run(place, process.execPath, [client, server.url, ROLE], { environment, usage: true });
    const scan = () =>
      measuredScan(place, server.url, ['--accounts', 'org', '--role', ROLE, '--prices', 'builtin']);
    const [ours, others]: [Counted<MeasuredScan>[], Counted<Finished>[]] = [[], []];
    for (let index = 0; index < runs; index += 1) {
      others.push(await counted(server, fanOut));
      ours.push(await counted(server, scan));
    }
    return [
      timeLine(ours, others),
      ...cpuLines(ours, others),
      ...memoryLines(ours, await ofOneAccount(place)),
    ];
  } finally {
    await server.close();
  }
}

/** A run, and the calls that it made. */
interface Counted<Run> {
  readonly run: Run;
  readonly counters: Counters;
}

async function counted<Run>(server: SimulatedAws, start: () => Promise<Run>): Promise<Counted<Run>> {
  await server.reset();
  return { run: await start(), counters: await server.counters() };
}

function timeLine(ours: readonly Counted<MeasuredScan>[], others: readonly Counted<Finished>[]): BudgetLine {
  const [first, other] = [ours[0], others[0]];
  const seconds = (all: readonly Counted<Finished>[]) => all.map(({ run: { wallMs } }) => wallMs / 1000);
  return budgetLine({
    what: `scan of ${ACCOUNTS} accounts, 17 regions, ${SHORT_LATENCY} ms a call`,
    unit: 's',
    values: seconds(ours),
    reference: { what: 'SDK fan-out', values: seconds(others) },
    notes: [
      ...(first === undefined || other === undefined
        ? []
        : [
            comparedCalls(first.counters, other.counters, 'the fan-out'),
            `${(first.counters.calls / (first.run.wallMs / 1000)).toFixed(0)} calls a second`,
          ]),
      ...new Set(ours.flatMap(({ run: { problems } }) => problems)),
    ],
  });
}

function cpuLines(
  ours: readonly Counted<Finished>[],
  others: readonly Counted<Finished>[],
): readonly BudgetLine[] {
  const aCall = (all: readonly Counted<Finished>[]) =>
    all.flatMap(({ run: { cpuSeconds }, counters: { calls } }) =>
      cpuSeconds === undefined ? [] : [(1000 * cpuSeconds) / calls],
    );
  if (aCall(ours).length === 0) return [];
  return [
    budgetLine({
      what: '  CPU a call, with start and export',
      unit: 'ms',
      values: aCall(ours),
      reference: { what: 'SDK fan-out', values: aCall(others) },
      limit: { text: '1.3x the SDK fan-out', of: 'ratio', most: 1.3 },
    }),
  ];
}

function memoryLines(ours: readonly Counted<MeasuredScan>[], one: MeasuredScan): readonly BudgetLine[] {
  const mebibytes = (all: readonly MeasuredScan[]) =>
    all.flatMap(({ peakBytes }) => (peakBytes === undefined ? [] : [peakBytes / 2 ** 20]));
  const values = mebibytes(ours.map(({ run }) => run));
  if (values.length === 0) return [];
  return [
    budgetLine({
      what: '  most memory held',
      unit: 'MiB',
      values,
      reference: { what: 'of one account', values: mebibytes([one]) },
      limit: { text: `${MOST_MIB} MiB`, of: 'value', most: MOST_MIB },
    }),
  ];
}

async function ofOneAccount(place: Place): Promise<MeasuredScan> {
  const server = await startSimulatedAws({ latency: SHORT_LATENCY, size: 'medium' });
  try {
    return await measuredScan(place, server.url);
  } finally {
    await server.close();
  }
}
