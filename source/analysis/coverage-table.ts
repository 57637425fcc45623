/** Coverage: how every cell ended, so that "none" is never taken for "not allowed". */

import { findKind } from '../kinds/registry.ts';
import { ACCOUNT_OUTCOMES, type AccountState, accountOutcome, isAccountProblem } from '../model/account.ts';
import { type CellState, isSound, isUnfinished, scannedCells } from '../model/cell.ts';
import type { Column, Value } from '../model/columns.ts';
import { formatCount, formatInstantSeconds } from '../model/format.ts';
import type { ScanFacts } from '../model/scan-facts.ts';
import { counted } from '../model/words.ts';
import type { ScanParts } from './scan-parts.ts';

/** What is said of a cell. */
export const COVERAGE_COLUMNS: readonly Pick<Column, 'header' | 'type'>[] = [
  { header: 'Account', type: 'text' },
  { header: 'Region', type: 'text' },
  { header: 'Kind', type: 'text' },
  { header: 'Outcome', type: 'enum' },
  { header: 'Rows', type: 'integer' },
  { header: 'Calls', type: 'integer' },
  { header: 'Retries', type: 'integer' },
  { header: 'Error Code', type: 'text' },
  { header: 'Error Message', type: 'text' },
  { header: 'Advice', type: 'text' },
  { header: 'Started', type: 'instant' },
  { header: 'Ended', type: 'instant' },
  { header: 'Collector', type: 'text' },
  { header: 'Read At', type: 'instant' },
  { header: 'Read Until', type: 'instant' },
  { header: 'Public Access', type: 'text' },
];

/** A cell as a line under `COVERAGE_COLUMNS`; `access`: what its region blocks of public access, where that was asked. */
export function coverageValues(cell: CellState, access: string | null): readonly Value[] {
  return [
    cell.account,
    cell.region,
    findKind(cell.kind)?.title ?? cell.kind,
    cell.phase,
    cell.rows,
    cell.calls,
    cell.retries,
    cell.error?.code ?? null,
    cell.error?.message ?? null,
    cell.error?.advice ?? null,
    cell.startedAt,
    cell.endedAt,
    cell.kind,
    cell.read?.at ?? null,
    cell.read?.until ?? null,
    access,
  ];
}

/** An account of which nothing was read as a line under `COVERAGE_COLUMNS`: it has no cell. */
export function unreadValues(account: AccountState): readonly Value[] {
  const { id, error, startedAt, endedAt } = account;
  return [
    ...[id, null, null, accountOutcome(account), 0, 0, 0],
    ...[error?.code ?? null, error?.message ?? null, error?.advice ?? null],
    ...[startedAt, endedAt, null, null, null, null],
  ];
}

/** The cells that have something to say: all that are not done, empty or skipped. */
export function problemCells(cells: Iterable<CellState>): readonly CellState[] {
  const problems: CellState[] = [];
  for (const cell of cells) if (!isSound(cell.phase)) problems.push(cell);
  return problems;
}

/** In one line, whether the scan is whole: "complete", what is missing, or that it was not finished. */
export function completeness({ facts, cells, accounts }: ScanParts): string {
  if (accounts.length > 0) return completenessOfMany(facts, accounts);
  const scanned = scannedCells({ cells: [...cells], regionsOff: facts.regionsOff });
  const unfinished = scanned.filter(({ phase }) => isUnfinished(phase)).length;
  if (unfinished > 0) {
    return `PARTIAL: ${unfinished} of ${scanned.length} cells were not finished, so rows may be missing; see Coverage`;
  }
  const problems = problemCells(scanned).length;
  if (problems > 0) return `complete, ${problems} of ${scanned.length} cells with problems; see Coverage`;
  return facts.complete ? 'complete' : 'PARTIAL: the scan was not finished';
}

function completenessOfMany(facts: ScanFacts, accounts: readonly AccountState[]): string {
  const all = counted(accounts.length, 'account');
  const unfinished = accounts.filter((account) => accountOutcome(account) === 'stopped').length;
  if (unfinished > 0)
    return `PARTIAL: ${formatCount(unfinished)} of ${all} were not finished, so rows may be missing; see Coverage`;
  const problems = accounts.filter(isAccountProblem).length;
  if (problems > 0) {
    const sums = accounts.flatMap(({ kinds }) => kinds);
    const bad = sums.reduce((sum, kind) => sum + kind.problems, 0);
    const cells = sums.reduce((sum, kind) => sum + kind.cells, 0);
    const ofCells = bad === 0 ? '' : ` (${formatCount(bad)} of ${counted(cells, 'cell')})`;
    return `complete, ${formatCount(problems)} of ${all} with problems${ofCells}; see Coverage`;
  }
  return facts.complete ? 'complete' : 'PARTIAL: the scan was not finished';
}

/** How accounts came out: `21 done, 1 partial, 1 denied, 1 skipped`. */
export function accountCounts(accounts: readonly AccountState[]): string {
  const outcomes = Map.groupBy(accounts, accountOutcome);
  return ACCOUNT_OUTCOMES.flatMap((outcome) => {
    const count = outcomes.get(outcome)?.length ?? 0;
    return count === 0 ? [] : [`${formatCount(count)} ${outcome}`];
  }).join(', ');
}

/** Who scanned what, when and how, as names and values. */
export function scanFactLines({ facts, cells, accounts }: ScanParts): readonly (readonly [string, string])[] {
  const options = Object.entries(facts.options).map(
    ([name, value]) => `${name}: ${Array.isArray(value) ? value.join(', ') : (value ?? 'none')}`,
  );
  const [first] = cells;
  return [
    ...(accounts.length === 0 ? ownAccountLines(facts) : manyAccountsLines(facts, accounts)),
    ['Partition', facts.identity?.partition ?? first?.partition ?? ''],
    ['Caller ARN', facts.identity?.callerArn ?? ''],
    ['Profile', facts.profile ?? ''],
    ['Regions', facts.regions.join(', ')],
    ['Regions Off', facts.regionsOff.join(', ')],
    ['Started (UTC)', formatInstantSeconds(facts.startedAt)],
    ['Ended (UTC)', formatInstantSeconds(facts.endedAt)],
    ['Options', options.join('; ')],
    ['snapdeck Version', facts.version],
  ];
}

function ownAccountLines({ identity }: ScanFacts): readonly (readonly [string, string])[] {
  return [
    ['Account', identity?.account ?? ''],
    ['Account Name', identity?.accountName ?? ''],
  ];
}

/** Of an export of one of them that one, as of any other scan of one. */
function manyAccountsLines(
  { accountsChoice: choice }: ScanFacts,
  accounts: readonly AccountState[],
): readonly (readonly [string, string])[] {
  const [first, ...more] = accounts;
  const one: readonly (readonly [string, string])[] =
    first === undefined || more.length > 0
      ? []
      : [
          ['Account', first.id],
          ['Account Name', first.name ?? ''],
        ];
  return [
    ...one,
    ...(choice?.organization == null ? [] : ([['Organization', choice.organization]] as const)),
    ['Accounts', `${formatCount(accounts.length)}: ${accountCounts(accounts)}`],
  ];
}
