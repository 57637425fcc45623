/** Working out how well sources are protected, in a scan of a million rows, and showing it. */
import { freshSources } from '../source/analysis/protection/source-table.ts';
import type { ListedSource } from '../source/kinds/define/listed-source.ts';
import type { Cell } from '../source/model/cell.ts';
import type { Value } from '../source/model/columns.ts';
import { openForReading } from '../source/store/scan-file.ts';
import { type BudgetLine, budgetLine } from './budget.ts';
import { openLargest } from './large-table.ts';
import { madeKinds, writeScanFile } from './made-scan.ts';
import type { Place } from './place.ts';

const MILLION = 1_000_000;
/** Backups of a source. */
const OF_ONE = 30;
/** EBS snapshots from here on are copies of the first ones, which are in another region. */
const FIRST_COPY = 450_000;
const COPIES = 30_000;
/** Backup plans, of which each source is in one: made-up names would be as many plans as there are backups. */
const PLANS = 12;
const SCAN_START = Date.UTC(2026, 10, 21, 9, 30);
const PATIENCE = { timeoutMs: 120_000 };
const LIMIT = { text: '2 s', of: 'value', most: 2 } as const;

/** From the end of a scan to its sources: by themselves, and on screen. */
export async function sources(place: Place, runs: number): Promise<readonly BudgetLine[]> {
  const file = place.file('sources.sqlite');
  writeScanFile(file, { kinds: madeKinds(MILLION), accounts: 0, valuesOf, sourcesOf });
  const [workedOut, shown]: [number[], number[]] = [[], []];
  let count = 0;
  for (let run = 0; run < runs; run += 1) {
    const took = workOut(file);
    workedOut.push(took.cpuSeconds);
    count = took.count;
    shown.push(await show(place, file));
  }
  const notes = [`${count} sources; ${COPIES} EBS copies name what they were copied from`];
  return [
    budgetLine({
      what: 'CPU of sources of 1,000,000 rows',
      unit: 's',
      values: workedOut,
      limit: LIMIT,
      notes,
    }),
    budgetLine({ what: 'from :sources to their rows on screen', unit: 's', values: shown, limit: LIMIT }),
  ];
}

function workOut(file: string): { readonly cpuSeconds: number; readonly count: number } {
  const database = openForReading(file);
  const before = process.cpuUsage();
  freshSources(database);
  const { user, system } = process.cpuUsage(before);
  const count = Number(database.prepare('SELECT count(*) AS count FROM temp.sources').get()?.count);
  database.close();
  return { cpuSeconds: (user + system) / 1e6, count };
}

/** Seconds, where nothing else is being read: the table of all EBS rows is on screen. */
async function show(place: Place, file: string): Promise<number> {
  await using terminal = await openLargest(place, file);
  const sent = performance.now();
  terminal.type(':sources');
  terminal.press('enter');
  await terminal.waitForText(/^ Sources .*row 1 of /m, PATIENCE);
  return (performance.now() - sent) / 1000;
}

const ARN = 'arn:aws:elasticfilesystem:us-east-1:123456789012:file-system';

/** What tells of sources, as AWS has it; the rest is made up. */
export function valuesOf(kind: string, index: number): Readonly<Record<string, Value>> {
  const source = Math.floor(index / OF_ONE);
  const at = SCAN_START - (index % OF_ONE) * 86_400_000;
  const common = { creation_time: at, original_creation_time: at, source_exists: 'yes', size: 2 ** 30 };
  if (kind === 'ebs-snapshot') {
    const isCopy = index >= FIRST_COPY && index < FIRST_COPY + COPIES;
    return {
      ...{ ...common, key: `snap-${index}`, snapshot_id: `snap-${index}`, status: 'completed' },
      source: isCopy ? null : `vol-${source}`,
      source_snapshot: isCopy ? `snap-${index - FIRST_COPY}` : null,
      ...{ origin: isCopy ? 'copy' : index % 2 === 0 ? 'DLM' : 'manual', recovery_point_status: 'none' },
      ...{ dlm_policy: 'policy-1', dlm_policy_state: 'ENABLED', backup_plan: 'none', ami_set: null },
    };
  }
  if (kind === 'efs-recovery-point') {
    const made = { origin: 'AWS Backup', backup_plan: `plan-${source % PLANS}` };
    return { ...common, ...made, status: 'COMPLETED', source_arn: `${ARN}/fs-${source}` };
  }
  const made = { origin: 'automated', backup_plan: 'none', source_region: null };
  return { ...common, ...made, status: 'available', source_resource_id: `db-${source}` };
}

/** The sources that the rows of a cell are backups of. */
export function sourcesOf(
  { kind }: Cell,
  first: number,
  end: number,
): { sources: readonly ListedSource[]; failure: null; lacking: null } {
  const all = Array.from({ length: Math.ceil((end - first) / OF_ONE) }, (_, index) => {
    const source = Math.floor(first / OF_ONE) + index;
    if (kind === 'ebs-snapshot') return listed(`vol-${source}`, 'EBS');
    return kind === 'efs-recovery-point'
      ? listed(`${ARN}/fs-${source}`, 'EFS')
      : listed(`db-${source}`, 'RDS');
  });
  return { sources: all, failure: null, lacking: null };
}

function listed(key: string, service: string): ListedSource {
  return {
    ...{
      key,
      id: key,
      arn: undefined,
      service,
      name: undefined,
      size: 2 ** 30,
      state: 'in-use',
      inUseBy: null,
    },
    ...{
      restorableFrom: undefined,
      restorableTo: undefined,
      encrypted: true,
      tags: [],
      replicaOf: undefined,
    },
    problem: null,
  };
}
