/** What a scan came to, for the command that is told of it: counts, problems, findings, protection, differences, files. */
import type { AccountState } from '../model/account.ts';
import { type CellState, isSound } from '../model/cell.ts';
import type { ChangeCounts } from '../model/diff.ts';
import type { ScanFacts } from '../model/scan-facts.ts';
import { boundsOf } from './cost.ts';
import type { SummaryReport } from './summary.ts';

/** More problems than these are counted. */
const MOST_PROBLEMS = 50;

/** A scan that this one was compared with, and what differs. */
export interface NotifiedDiff {
  readonly since: { readonly id: string | null; readonly name: string | null; readonly startedAt: number };
  readonly total: ChangeCounts;
  readonly kinds: readonly { readonly kind: string; readonly counts: ChangeCounts }[];
  /** What became of findings, protection and verdicts, in words. */
  readonly sections: readonly { readonly name: string; readonly words: string }[];
}

/** What a notification is made of. */
export interface NotifiedScan {
  /** Of a scan of one account all of them, of many those with problems. */
  readonly cells: readonly CellState[];
  /** Of a scan of many accounts; else none. */
  readonly accounts: readonly AccountState[];
  readonly facts: ScanFacts;
  readonly report: SummaryReport;
  readonly exitCode: number;
  /** What the scan file is told by from others; null: its name is none that snapdeck gives. */
  readonly id: string | null;
  readonly scanFile: string;
  /** What was exported. */
  readonly files: readonly string[];
  /** Null: there is no scan to compare with. */
  readonly diff: NotifiedDiff | null;
}

/**
 * The notification as the schema in the documentation describes it (`docs/notify.schema.json`): JSON with every instant as
 * ISO 8601 in UTC, sizes in bytes, costs in US dollars a month, and null for what is not known.
 */
export function notificationOf(scan: NotifiedScan): object {
  const { facts, report, accounts, exitCode, diff } = scan;
  const problems = problemsOf(scan);
  const { identity } = facts;
  return {
    notification: 1,
    snapdeck: facts.version,
    outcome: facts.complete ? (problems.length === 0 ? 'complete' : 'problems') : 'incomplete',
    exit_code: exitCode,
    scan: {
      ...{ id: scan.id, name: facts.name ?? null, file: scan.scanFile },
      ...{ started_at: instant(facts.startedAt), ended_at: instant(facts.endedAt), whole: facts.complete },
      account: identity === null ? null : { id: identity.account, name: identity.accountName },
      ...{ organization: facts.accountsChoice?.organization ?? null, accounts: Math.max(1, accounts.length) },
      ...{ regions: facts.regions, kinds: facts.kinds },
    },
    ...countsOf(report),
    problems: { count: problems.length, first: problems.slice(0, MOST_PROBLEMS) },
    findings: report.findings
      .filter(({ count, notChecked }) => count > 0 || notChecked > 0)
      .map(({ id, title, severity, count, notChecked }) => ({
        ...{ id, title, severity, count, not_checked: notChecked },
      })),
    protection: report.protection ?? null,
    diff: diff === null ? null : diffOf(diff),
    files: scan.files,
  };
}

/** Rows by kind, what snapshots come to, and what they cost. */
function countsOf({ kinds, services, cost }: SummaryReport): object {
  const sum = (of: (service: SummaryReport['services'][number]) => number) =>
    services.reduce((total, service) => total + of(service), 0);
  const { low, high } = boundsOf(cost.total);
  return {
    rows: kinds.reduce((total, { rows }) => total + rows, 0),
    rows_by_kind: Object.fromEntries(kinds.map(({ kind, rows }) => [kind, rows])),
    snapshots: {
      count: sum(({ count }) => count),
      bytes: sum(({ bytes }) => bytes),
      unknown_sizes: sum(({ unknownSizes }) => unknownSizes),
    },
    cost_a_month:
      cost.prices === null
        ? null
        : {
            ...{ low, high, without_low: cost.total.withoutLow, without_high: cost.total.withoutHigh },
            prices_of: cost.prices.date,
          },
  };
}

/** Accounts that could not be entered, and cells that did not end well. */
function problemsOf({ cells, accounts }: NotifiedScan): readonly object[] {
  const refused = accounts.filter(({ error }) => error !== null);
  const short = cells.filter(({ phase }) => !isSound(phase));
  return [
    ...refused.map(({ id, phase, error }) => ({
      ...{ account: id, region: null, kind: null, outcome: phase },
      ...{ code: error?.code ?? null, message: error?.message ?? null },
    })),
    ...short.map(problemOfCell),
  ];
}

function problemOfCell({ account, region, kind, phase, error }: CellState): object {
  const { code = null, message = null } = error ?? {};
  return { account, region, kind, outcome: phase, code, message };
}

function diffOf({ since, total, kinds, sections }: NotifiedDiff): object {
  return {
    since: { id: since.id, name: since.name, started_at: instant(since.startedAt) },
    ...counted(total),
    by_kind: Object.fromEntries(kinds.map(({ kind, counts }) => [kind, counted(counts)])),
    told: sections.map(({ name, words }) => `${name}: ${words}`),
  };
}

function counted({ 'aged-out': aged, ...counts }: ChangeCounts): object {
  return { ...counts, aged_out: aged };
}

function instant(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}
