/** The problems of a scan of many accounts, those that are alike in one: `14 accounts: role Audit cannot be assumed`. */
import { oneLine } from '../base/one-line.ts';
import { findKind } from '../kinds/registry.ts';
import { type AccountState, accountOutcome } from '../model/account.ts';
import type { CellError } from '../model/cell.ts';
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
  /** What went wrong; of several accounts or regions with `{account}` and `{region}` in the places of their ids. */
  readonly why: string;
  readonly advice: string | null;
}

/** Something that went wrong with a cell, or with an account as a whole. */
export interface Trouble {
  readonly account: string;
  readonly region: string;
  /** Null: of the account as a whole, which has no region either. */
  readonly kind: string | null;
  /** How it ended. */
  readonly phase: string;
  readonly rows: number;
  readonly error: CellError | null;
}

/** Troubles that are alike but for the account and the region, with what can be said of all of them. */
export interface AlikeTroubles<One extends Trouble> {
  readonly those: readonly One[];
  readonly why: string;
  readonly advice: string | null;
}

/** Folds troubles that are alike, each into the place of the first of them. */
export function foldAlike<One extends Trouble>(troubles: readonly One[]): readonly AlikeTroubles<One>[] {
  const alike = Map.groupBy(troubles, (one) =>
    JSON.stringify([one.phase, one.kind, one.error?.code, ...wordsOf(one, true, true)]),
  );
  return [...alike.values()].flatMap((those) => {
    const [first] = those;
    if (first === undefined) return [];
    const several = (of: 'account' | 'region') => those.some((one) => one[of] !== first[of]);
    const [why, advice] = wordsOf(first, several('account'), several('region'));
    return [{ those, why, advice }];
  });
}

/** The trouble of an account that has no cells. */
export function troubleOfAccount<State extends Pick<AccountState, 'id' | 'phase' | 'error'>>({
  id,
  phase,
  error,
}: State): Trouble & Pick<State, 'phase'> {
  return { account: id, region: '', kind: null, phase, rows: 0, error };
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
  const unread = accountsNotRead(accounts).map((account) =>
    troubleOfAccount({ ...account, phase: accountOutcome(account) }),
  );
  return [...told(unread, names), ...told(problemCells(cells), names)];
}

function told(
  troubles: readonly Trouble[],
  names: ReadonlyMap<string, string | null>,
): readonly AlikeProblems[] {
  return foldAlike(troubles)
    .map((alike) => ({ ...alike, accounts: new Set(alike.those.map(({ account }) => account)).size }))
    .sort((one, other) => other.accounts - one.accounts || other.those.length - one.those.length)
    .flatMap(({ those, accounts, why, advice }) => {
      const [first] = those;
      if (first === undefined) return [];
      return [{ outcome: first.phase, where: whereOf(first, those, accounts, names), why, advice }];
    });
}

function whereOf(
  first: Trouble,
  those: readonly Trouble[],
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

/** What went wrong, and what would help, of several accounts or regions without what tells it from those of others. */
function wordsOf(
  { account, region, error, kind }: Trouble,
  ofAccounts: boolean,
  ofRegions: boolean,
): readonly [string, string | null] {
  if (error === null) return ['', null];
  const written = (text: string): string => {
    const shared = ofAccounts && account !== '' ? withoutAccount(text, account) : text;
    return ofRegions && region !== '' ? shared.replaceAll(region, '{region}') : shared;
  };
  const { code, advice } = error;
  const message = written(error.message);
  const isCodeSaid = kind === null || message.includes(code);
  const why = message === '' ? code : isCodeSaid ? message : `${code}: ${message}`;
  return [why, advice === undefined ? null : written(advice)];
}

/** A role of the account is known by its name. */
function withoutAccount(text: string, account: string): string {
  return text
    .replaceAll(/\barn:[\w-]+:iam::(\d+):role\//g, (arn, of) => (of === account ? 'role ' : arn))
    .replaceAll(account, '{account}');
}
