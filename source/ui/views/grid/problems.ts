import type { AccountState } from '../../../model/account.ts';
import {
  type CellState,
  isFinal,
  isProblem,
  type Phase,
  type ScanState,
  scannedCells,
} from '../../../model/cell.ts';
import { isNotEntered, totalsOfScan } from '../../../model/totals.ts';
import { counted } from '../../../model/words.ts';
import { kindFacts } from '../../kit/kinds.ts';

/** An account as it is shown. */
export interface AccountName {
  readonly id: string;
  readonly name: string | null;
}

/** Something to say about one or several cells that have the same trouble. */
export interface Problem {
  readonly phase: Phase;
  /** Of a scan of many accounts: those that have it; else none. */
  readonly accounts: readonly AccountName[];
  /** None where it is the account's as a whole. */
  readonly regions: readonly string[];
  /** Name of the kind; null: several kinds. */
  readonly kind: string | null;
  /** What happened, in one line; empty where there is nothing to add to the word. */
  readonly text: string;
  /** What to do about it. */
  readonly advice: string | null;
}

const ORDER: readonly Phase[] = ['denied', 'failed', 'throttled', 'partial', 'waiting', 'stopped'];

/**
 * The problems of a scan, the gravest first: cells that ended badly, and those that wait. Cells with the same trouble
 * in several regions make one problem, so that a denied action is said once.
 */
export function problemsOf(scan: ScanState, now: number): readonly Problem[] {
  const names = new Map(scan.accounts.map(({ id, name }) => [id, { id, name }]));
  const groups = names.size > 0 ? groupsOfMany(scan.problems) : grouped(scannedCells(scan), groupKey);
  return [...notEntered(scan.accounts), ...groups.flatMap((cells) => toProblem(cells, names, now))].sort(
    (one, other) => ORDER.indexOf(one.phase) - ORDER.indexOf(other.phase),
  );
}

/** Cells with the same trouble. */
type Groups = readonly (readonly CellState[])[];

function grouped(cells: readonly CellState[], keyOf: (cell: CellState) => string): Groups {
  const troubled = cells.filter(({ phase }) => isProblem(phase) || phase === 'waiting');
  return [...Map.groupBy(troubled, keyOf).values()];
}

/** By the cells: thousands of them are grouped when they change, and not for every key. */
const known = new WeakMap<readonly CellState[], Groups>();

function groupsOfMany(cells: readonly CellState[]): Groups {
  const groups = known.get(cells) ?? grouped(cells, keyOfMany);
  known.set(cells, groups);
  return groups;
}

/** Accounts that could not be entered, those that lack the same as one. */
function notEntered(accounts: readonly AccountState[]): readonly Problem[] {
  const groups = new Map<string, AccountState[]>();
  for (const account of accounts.filter(isNotEntered)) {
    const key = [account.phase, account.error?.code, foldedText(account)].join('\n');
    groups.set(key, [...(groups.get(key) ?? []), account]);
  }
  return [...groups.values()].flatMap((alike): readonly Problem[] => {
    const [first] = alike;
    if (first === undefined || first.phase === 'queued') return [];
    const text = alike.length === 1 ? (first.error?.message ?? '') : foldedText(first);
    const { phase, error } = first;
    return [{ phase, accounts: alike, regions: [], kind: null, text, advice: error?.advice ?? null }];
  });
}

function foldedText({ id, error }: AccountState): string {
  return (error?.message ?? '').replaceAll(id, '{account}');
}

/** How many cells have a problem, as everywhere, and how many wait: `Problems (2), 1 waiting`. */
export function problemsTitle(scan: ScanState): string {
  const cells = scannedCells(scan);
  const { problems } = totalsOfScan(scan);
  const waiting = cells.filter(({ phase }) => phase === 'waiting').length;
  if (waiting === 0) return `Problems (${problems})`;
  return problems === 0 ? `Waiting (${waiting})` : `Problems (${problems}), ${waiting} waiting`;
}

/** Each advice once: of one that was given above nothing is left, and no remark in parentheses is made twice. */
export function withoutRepeats(advices: readonly (string | null)[]): readonly (string | null)[] {
  const given = new Set<string>();
  return advices.map((advice) => {
    if (advice === null || given.has(advice)) return null;
    given.add(advice);
    const [, what = advice, remark = ''] = /^(.*) (\(.*\))$/s.exec(advice) ?? [];
    if (!given.has(remark)) {
      if (remark !== '') given.add(remark);
      return advice;
    }
    return what;
  });
}

function groupKey(cell: CellState): string {
  if (cell.phase === 'waiting' || cell.phase === 'partial') return `${cell.id}`;
  if (cell.phase === 'stopped' && cell.error === null) return 'stopped';
  if (cell.rows > 0) return `${cell.id}`;
  const message = cell.error?.message.replaceAll(cell.region, '') ?? '';
  return [cell.phase, cell.kind, cell.error?.code, message, cell.error?.advice].join('\n');
}

/** The same trouble of cells of many accounts, whoever and wherever they are. */
function keyOfMany({ phase, kind, region, account, error }: CellState): string {
  const message = error?.message.replaceAll(region, '').replaceAll(account, '') ?? '';
  return [phase, kind, error?.code, message, error?.advice].join('\n');
}

function toProblem(
  cells: readonly CellState[],
  names: ReadonlyMap<string, AccountName>,
  now: number,
): readonly Problem[] {
  const [first] = cells;
  if (first === undefined) return [];
  return [
    {
      phase: first.phase,
      accounts: [...new Set(cells.map(({ account }) => account))].flatMap((id) => names.get(id) ?? []),
      regions: [...new Set(cells.map((cell) => cell.region))],
      kind: cells.every((cell) => cell.kind === first.kind) ? kindFacts(first.kind).name : null,
      text: isFinal(first.phase) ? finalText(first) : waitingText(first, now),
      advice: first.error?.advice ?? null,
    },
  ];
}

function finalText(cell: CellState): string {
  const rows = cell.rows > 0 ? counted(cell.rows, 'row') : '';
  return [rows, errorText(cell)].filter((text) => text !== '').join('; ');
}

function errorText(cell: CellState): string {
  if (cell.error === null) return '';
  const { code, message } = cell.error;
  return message.includes(code) ? message : `${code}: ${message}`;
}

function waitingText(cell: CellState, now: number): string {
  if (cell.waiting === null) return errorText(cell);
  const seconds = ((cell.waiting.nextTryAt - now) / 1000).toFixed(1);
  const next = Number(seconds) > 0 ? `next try in ${seconds}s` : 'trying again';
  return `${cell.waiting.code}: attempt ${cell.waiting.attempt}, ${next}`;
}
