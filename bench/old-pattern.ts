import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type BudgetLine, budgetLine, notMeasured } from './budget.ts';
import { type Place, run } from './place.ts';
import { measuredScan } from './scan.ts';
import { type SimulatedAws, startSimulatedAws } from './simulated-aws.ts';
import { median } from './statistics.ts';

/** One of the two scripts, and what of snapdeck does its work. */
interface OldScript {
  readonly name: 'datasync' | 'snapshots';
  readonly what: string;
  /** How many times faster snapdeck has to be. */
  readonly factor: number;
}

const DATASYNC: OldScript = { name: 'datasync', what: 'old DataSync pattern (boto3)', factor: 60 };
const SNAPSHOTS: OldScript = { name: 'snapshots', what: 'old snapshot pattern (boto3)', factor: 3 };

/** One region after another, one call after another: it takes minutes, so it runs once. */
export function oldDatasync(place: Place, runs: number): Promise<BudgetLine> {
  return compared(place, DATASYNC, { old: 1, own: runs });
}

/** Regions beside each other. */
export function oldSnapshots(place: Place, runs: number): Promise<BudgetLine> {
  return compared(place, SNAPSHOTS, { old: runs, own: runs });
}

async function compared(
  place: Place,
  script: OldScript,
  runs: { readonly old: number; readonly own: number },
): Promise<BudgetLine> {
  const python = pythonWithBoto3();
  if (python === undefined) return notMeasured(script.what, 'not measured (python3 has no boto3)');
  const server = await startSimulatedAws({ size: 'medium' });
  try {
    const old = await repeated(runs.old, server, async () => {
      const pattern = fileURLToPath(new URL('old-pattern.py', import.meta.url));
      const { stdout, wallMs } = await run(place, python, [pattern, script.name], {
        environment: place.environment(server.url),
      });
      return { wallMs, rows: /\d+/.exec(stdout)?.[0] ?? '' };
    });
    const own = await repeated(runs.own, server, async () => {
      const { wallMs, rows } = await measuredScan(place, server.url, ['--kind', script.name]);
      return { wallMs, rows: String(rows.length) };
    });
    return line(script, old, own);
  } finally {
    await server.close();
  }
}

interface Repeated {
  readonly seconds: readonly number[];
  readonly rows: string;
  readonly calls: number;
}

async function repeated(
  runs: number,
  server: SimulatedAws,
  once: () => Promise<{ readonly wallMs: number; readonly rows: string }>,
): Promise<Repeated> {
  const seconds: number[] = [];
  let rows = '';
  let calls = 0;
  for (let index = 0; index < runs; index += 1) {
    await server.reset();
    const one = await once();
    seconds.push(one.wallMs / 1000);
    rows = one.rows;
    ({ calls } = await server.counters());
  }
  return { seconds, rows, calls };
}

function line({ name, what, factor }: OldScript, old: Repeated, own: Repeated): BudgetLine {
  const times = median(old.seconds) / median(own.seconds);
  return budgetLine({
    what: `scan --kind ${name}`,
    unit: 's',
    values: own.seconds,
    reference: { what, values: old.seconds },
    limit: {
      text: `${factor}x faster, fewer calls`,
      of: 'ratio',
      most: own.calls < old.calls ? 1 / factor : 0,
    },
    notes: [
      `${times.toFixed(1)}x as fast as the ${what}; calls ${own.calls} against ${old.calls}, rows ${own.rows} against ${old.rows}`,
    ],
  });
}

/** The interpreter itself: a version manager's stand-in for it looks for its settings in the user's home. */
function pythonWithBoto3(): string | undefined {
  try {
    const source = 'import sys, boto3; print(sys.executable)';
    return execFileSync('python3', ['-c', source], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return undefined;
  }
}
