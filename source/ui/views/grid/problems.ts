import {
  type AlikeTroubles,
  foldAlike,
  type Trouble,
  troubleOfAccount,
} from '../../../analysis/alike-problems.ts';
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

/** What is folded: an account that could not be entered, or a cell. */
type Told = Trouble & Pick<Problem, 'phase'> & Partial<Pick<CellState, 'waiting'>>;

/**
 * The problems of a scan, the gravest first: cells that ended badly, and those that wait. Cells with the same trouble
 * in several regions and accounts make one problem, so that a denied action is said once.
 */
export function problemsOf(scan: ScanState, now: number): readonly Problem[] {
  const isMany = scan.accounts.length > 0;
  const alike = isMany
    ? [...foldAlike<Told>(scan.accounts.filter(isNotEntered).map(troubleOfAccount)), ...ofMany(scan.problems)]
    : ofOne(scannedCells(scan));
  const names = isMany ? namesOf(scan.accounts) : NO_NAMES;
  return alike
    .flatMap((one) => toProblem(one, names, now))
    .sort((one, other) => ORDER.indexOf(one.phase) - ORDER.indexOf(other.phase));
}

const NO_NAMES: ReadonlyMap<string, AccountName> = new Map();
const NAMES = new WeakMap<readonly AccountState[], ReadonlyMap<string, AccountName>>();

function namesOf(accounts: readonly AccountState[]): ReadonlyMap<string, AccountName> {
  const known = NAMES.get(accounts) ?? new Map(accounts.map(({ id, name }) => [id, { id, name }]));
  NAMES.set(accounts, known);
  return known;
}

function isTrouble({ phase }: CellState): boolean {
  return isProblem(phase) || phase === 'waiting';
}

/** By the cells: thousands of them are folded when they change, and not for every key. */
const FOLDED = new WeakMap<readonly CellState[], readonly AlikeTroubles<Told>[]>();

function ofMany(cells: readonly CellState[]): readonly AlikeTroubles<Told>[] {
  const known = FOLDED.get(cells) ?? foldAlike<Told>(cells.filter(isTrouble));
  FOLDED.set(cells, known);
  return known;
}

/** Cells of one account: those that say something of their own stay apart, and those that were stopped are one. */
function ofOne(all: readonly CellState[]): readonly AlikeTroubles<Told>[] {
  const cells = all.filter(isTrouble);
  const stopped = cells.filter(({ phase, error }) => phase === 'stopped' && error === null);
  const others = cells.filter((cell) => !stopped.includes(cell));
  return [
    ...foldAlike<Told>(others.filter((cell) => !isAlone(cell))),
    ...others.filter(isAlone).flatMap((cell) => foldAlike<Told>([cell])),
    ...(stopped.length === 0 ? [] : [{ those: stopped, why: '', advice: null }]),
  ];
}

/** True for a cell that says something of its own: how far it came, or when it goes on. */
function isAlone({ phase, rows }: CellState): boolean {
  return phase === 'waiting' || phase === 'partial' || rows > 0;
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

function toProblem(
  { those, why, advice }: AlikeTroubles<Told>,
  names: ReadonlyMap<string, AccountName>,
  now: number,
): readonly Problem[] {
  const [first] = those;
  if (first === undefined) return [];
  const { phase, kind } = first;
  const rows = those.reduce((sum, one) => sum + one.rows, 0);
  const final = [...(rows > 0 ? [counted(rows, 'row')] : []), ...(why === '' ? [] : [why])].join('; ');
  const isOfOneKind = kind !== null && those.every((one) => one.kind === kind);
  return [
    {
      phase,
      accounts: [...new Set(those.map(({ account }) => account))].flatMap((id) => names.get(id) ?? []),
      regions: [...new Set(those.map(({ region }) => region))].filter((region) => region !== ''),
      kind: isOfOneKind ? kindFacts(kind).name : null,
      text: isFinal(phase) ? final : waitingText(first, why, now),
      advice,
    },
  ];
}

function waitingText({ waiting = null }: Told, why: string, now: number): string {
  if (waiting === null) return why;
  const seconds = ((waiting.nextTryAt - now) / 1000).toFixed(1);
  const next = Number(seconds) > 0 ? `next try in ${seconds}s` : 'trying again';
  return `${waiting.code}: attempt ${waiting.attempt}, ${next}`;
}
