/** The problems of a scan of many accounts, those that are alike in one: `14 accounts: role Audit cannot be assumed`. */
import { oneLine } from '../base/one-line.ts';
import { findKind } from '../kinds/registry.ts';
import { type AccountState, accountOutcome } from '../model/account.ts';
import type { CellError, CellState } from '../model/cell.ts';
import { formatCount } from '../model/format.ts';
import { counted } from '../model/words.ts';
import { problemCells } from './coverage-table.ts';
import { accountsNotRead, type ScanParts } from './scan-parts.ts';

/** Problems that are alike but for the account and the region. */
export interface AlikeProblems {
  /** How all of them ended. */
  readonly outcome: string;
  /** Where: one account with its name, or how many; of cells also the regions, the kind and how many. */
  readonly where: string;
  /** What went wrong; where there are several with `{account}` and `{region}` in the places of their ids. */
  readonly why: string;
  readonly advice: string | null;
}

interface Problem {
  readonly account: string;
  readonly region: string | null;
  readonly kind: string | null;
  readonly outcome: string;
  readonly rows: number;
  readonly error: CellError | null;
}

/**
 * What is to be said of the accounts of which nothing was read, and behind it of the cells with problems; within each
 * those that concern most accounts first.
 */
export function alikeProblems({
  accounts,
  cells,
}: Pick<ScanParts, 'accounts' | 'cells'>): readonly AlikeProblems[] {
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  const unread = accountsNotRead(accounts).map(ofAccount);
  return [...folded(unread, names), ...folded(problemCells(cells).map(ofCell), names)];
}

function ofAccount(state: AccountState): Problem {
  const outcome = accountOutcome(state);
  return { account: state.id, region: null, kind: null, outcome, rows: 0, error: state.error };
}

function ofCell({ account, region, kind, phase, rows, error }: CellState): Problem {
  return { account, region, kind, outcome: phase, rows, error };
}

function folded(
  problems: readonly Problem[],
  names: ReadonlyMap<string, string | null>,
): readonly AlikeProblems[] {
  const alike = Map.groupBy(problems, (problem) =>
    JSON.stringify([problem.outcome, problem.kind, ...wordsOf(problem, shared)]),
  );
  return [...alike.values()]
    .map((those) => ({ those, accounts: new Set(those.map(({ account }) => account)).size }))
    .sort((one, other) => other.accounts - one.accounts || other.those.length - one.those.length)
    .flatMap(({ those, accounts }) => {
      const [first] = those;
      if (first === undefined) return [];
      const [why, advice] = wordsOf(first, those.length === 1 ? asItIs : shared);
      return [
        {
          outcome: first.outcome,
          where: whereOf(first, those, accounts, names),
          why,
          advice,
        },
      ];
    });
}

function whereOf(
  first: Problem,
  those: readonly Problem[],
  accounts: number,
  names: ReadonlyMap<string, string | null>,
): string {
  const name = names.get(first.account) ?? null;
  const one = name === null ? first.account : `${first.account} ${oneLine(name)}`;
  const account = accounts === 1 ? one : counted(accounts, 'account');
  if (first.kind === null) return account;
  const regions = new Set(those.map(({ region }) => region));
  const region = regions.size === 1 ? first.region : counted(regions.size, 'region');
  const rows = those.reduce((sum, each) => sum + each.rows, 0);
  const notes = [
    ...(those.length > 1 ? [`${formatCount(those.length)} cells`] : []),
    ...(rows > 0 ? [`${counted(rows, 'row')} kept`] : []),
  ];
  const words = [account, region, findKind(first.kind)?.title ?? first.kind].join(', ');
  return notes.length === 0 ? words : `${words} (${notes.join(', ')})`;
}

/** What went wrong, and what would help. */
function wordsOf(
  problem: Problem,
  written: (text: string, problem: Problem) => string,
): readonly [string, string | null] {
  const { error, kind } = problem;
  if (error === null) return ['', null];
  const message = written(error.message, problem);
  const advice = error.advice === undefined ? null : written(error.advice, problem);
  if (message === '') return [error.code, advice];
  return [kind === null ? message : `${error.code}: ${message}`, advice];
}

/** Without what tells it from those of other accounts and regions; a role is known by its name. */
function shared(text: string, { account, region }: Problem): string {
  const roles = text.replaceAll(/\barn:[\w-]+:iam::(\d+):role\//g, (arn, of) =>
    of === account ? 'role ' : arn,
  );
  const ids = roles.replaceAll(account, '{account}');
  return region === null ? ids : ids.replaceAll(region, '{region}');
}

function asItIs(text: string): string {
  return text;
}
