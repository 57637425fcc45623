import { type BudgetLine, budgetLine } from './budget.ts';
import type { Place } from './place.ts';
import { type MeasuredScan, measuredScan } from './scan.ts';
import { startSimulatedAws } from './simulated-aws.ts';

const ACCOUNTS = 100;
/** So short that calls, not waiting, take the time: of many accounts there are always some to go on with. */
const SHORT_LATENCY = 10;
const EVERY = ['--accounts', 'org', '--role', 'LarkspurAudit'];

/** A scan of a company: what a call costs, and how much memory it takes, beside a scan of one account. */
export async function manyAccounts(place: Place, runs: number): Promise<readonly BudgetLine[]> {
  const [many, one] = [
    await measured(place, runs, { accounts: ACCOUNTS, size: 'small' }, EVERY),
    await measured(place, runs, { size: 'medium' }, []),
  ];
  const perCall = ({ scans, calls }: Measured) =>
    scans.flatMap(({ cpuSeconds }) => (cpuSeconds === undefined ? [] : [(1000 * cpuSeconds) / calls]));
  const memory = ({ scans }: Measured) =>
    scans.flatMap(({ peakBytes }) => (peakBytes === undefined ? [] : [peakBytes / 2 ** 20]));
  const wall = budgetLine({
    what: `scan of ${ACCOUNTS} accounts, 17 regions, ${SHORT_LATENCY} ms a call`,
    unit: 's',
    values: many.scans.map(({ wallMs }) => wallMs / 1000),
    notes: [
      `${many.calls} calls, ${(many.calls / ((many.scans[0]?.wallMs ?? 0) / 1000)).toFixed(0)} a second; one account: ${one.calls}`,
      ...new Set(many.scans.flatMap(({ problems }) => problems)),
    ],
  });
  if (perCall(many).length === 0) return [wall];
  return [
    wall,
    budgetLine({
      what: '  CPU a call',
      unit: 'ms',
      values: perCall(many),
      reference: { what: 'of one account', values: perCall(one) },
    }),
    budgetLine({
      what: '  most memory held',
      unit: 'MiB',
      values: memory(many),
      reference: { what: 'of one account', values: memory(one) },
      limit: { text: '300 MiB', of: 'value', most: 300 },
    }),
  ];
}

interface Measured {
  readonly scans: readonly MeasuredScan[];
  /** Of one scan. */
  readonly calls: number;
}

async function measured(
  place: Place,
  runs: number,
  estate: Parameters<typeof startSimulatedAws>[0],
  args: readonly string[],
): Promise<Measured> {
  const server = await startSimulatedAws({ latency: SHORT_LATENCY, ...estate });
  try {
    const scans: MeasuredScan[] = [];
    let calls = 0;
    for (let index = 0; index < runs; index += 1) {
      await server.reset();
      scans.push(await measuredScan(place, server.url, args));
      calls = (await server.counters()).calls;
    }
    return { scans, calls };
  } finally {
    await server.close();
  }
}
