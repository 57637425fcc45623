/** Which accounts a choice comes to, among those that are known. */
import picomatch from 'picomatch';
import { closest } from '../../base/close-names.ts';
import { oneLine } from '../../base/one-line.ts';
import { UsageError } from '../../base/usage-error.ts';
import { canBeEntered } from '../../model/account.ts';
import { mappedName } from '../identity.ts';
import { type FileAccount, once } from './accounts-file.ts';
import type { AccountChoice, AccountTerm } from './choice.ts';
import type { AccountTags, ListedOrganization, OrganizationAccount, SsoAccount } from './known-accounts.ts';

/** What is known of the accounts. */
export interface KnownAccounts {
  /** Null: it was not, or could not be, listed. */
  readonly organization: ListedOrganization | null;
  /** Null: nobody asked. */
  readonly sso: readonly SsoAccount[] | null;
  readonly tags: AccountTags;
  readonly files: ReadonlyMap<string, readonly FileAccount[]>;
  /** Names that the configuration gives, by id; they win over AWS's. */
  readonly names: Readonly<Record<string, string>>;
  /** The caller's own account; null: nobody asked. */
  readonly own: string | null;
}

/** An account that is chosen. */
export interface ChosenAccount {
  readonly id: string;
  readonly name: string | null;
  readonly ou: string | null;
  readonly state: string | null;
  /** As whoever signed in may enter it; null: not listed there. */
  readonly sso: SsoAccount | null;
  /** As a file has it. */
  readonly file: FileAccount | null;
}

/** What a choice comes to. */
export interface Chosen {
  /** In the order of their units, then of their names. */
  readonly accounts: readonly ChosenAccount[];
  /** What is worth a line, and no reason to stop. */
  readonly notices: readonly string[];
}

/**
 * Chooses accounts. Those that are not active are among them: they are shown, and not entered.
 * @throws UsageError where a word stands for none, or none is left
 */
export function chooseAccounts(choice: AccountChoice, known: KnownAccounts): Chosen {
  const all = new Map(universe(choice, known).map((account) => [account.id, account]));
  const organization = new Map((known.organization?.accounts ?? []).map((account) => [account.id, account]));
  const look: Lookup = { all: [...all.values()], known, organization };
  const included = new Set<string>();
  for (const term of choice.include) for (const id of includedBy(term, look)) included.add(id);
  const notices: string[] = [];
  const kept = new Set(included);
  for (const term of choice.exclude) {
    const out = idsOf(term, look);
    if (out.length === 0) notices.push(`!${oneLine(term.text)} leaves nothing out: it stands for no account`);
    for (const id of out) kept.delete(id);
  }
  const accounts = [...kept].flatMap((id) => all.get(id) ?? []).sort(byUnitAndName);
  if (!accounts.some(canBeEntered)) throw noneLeft(choice, included.size, accounts.length);
  return { accounts, notices: [...notices, ...standingTwice(accounts), ...sharedNames(accounts)] };
}

interface Lookup {
  readonly all: readonly ChosenAccount[];
  readonly known: KnownAccounts;
  readonly organization: ReadonlyMap<string, OrganizationAccount>;
}

/** Every account that any of the words could mean, each once. */
function universe(choice: AccountChoice, known: KnownAccounts): readonly ChosenAccount[] {
  const organization = new Map((known.organization?.accounts ?? []).map((one) => [one.id, one]));
  const sso = new Map((known.sso ?? []).map((one) => [one.id, one]));
  const files = new Map(once([...known.files.values()].flat()).map((one) => [one.id, one]));
  const named = choice.include.flatMap((term) => (term.is === 'id' ? [term.id] : []));
  const own = known.own === null ? [] : [known.own];
  const ids = new Set([...organization.keys(), ...sso.keys(), ...files.keys(), ...named, ...own]);
  return [...ids].map((id) => {
    const [listed, portal, file] = [organization.get(id), sso.get(id) ?? null, files.get(id) ?? null];
    const mapped = mappedName(known.names, id);
    const name = mapped ?? listed?.name ?? portal?.name ?? file?.name ?? null;
    return { id, name, ou: listed?.ou ?? null, state: listed?.state ?? null, sso: portal, file };
  });
}

/** What a word stands for, which has to be something. */
function includedBy(term: AccountTerm, look: Lookup): readonly string[] {
  const ids = idsOf(term, look);
  const { known } = look;
  const where = placeWords(known);
  switch (term.is) {
    case 'id': {
      const isKnown = known.own === term.id || look.organization.has(term.id);
      const isListed = isKnown || (known.sso ?? []).some(({ id }) => id === term.id);
      if (isListed || (known.organization === null && known.sso === null)) return ids;
      throw new UsageError(
        `There is no account ${term.id} ${where}. One that is elsewhere can be named in a file: --accounts @FILE.`,
      );
    }
    case 'parent':
      if (known.organization?.parents?.includes(term.id) === false)
        throw new UsageError(
          `There is no ${term.id.startsWith('r-') ? 'root' : 'organizational unit'} ${term.id} ${where}.`,
        );
      return ids;
    case 'unit':
      if (ids.length === 0) throw noSuchUnit(term.pattern, where, look);
      return ids;
    case 'name':
      if (ids.length === 0) throw noSuchName(term.pattern, where, look.all);
      return ids;
    case 'tag':
      if (ids.length === 0) throw new UsageError(`No account ${where} has ${oneLine(term.text)}.`);
      return ids;
    default:
      return ids;
  }
}

function placeWords({ organization }: KnownAccounts): string {
  if (organization === null) return 'among those that you may enter by SSO';
  return organization.id === null ? 'in the organization' : `in the organization ${organization.id}`;
}

function noSuchName(pattern: string, where: string, all: readonly ChosenAccount[]): UsageError {
  const shown = oneLine(pattern);
  if (picomatch.scan(pattern).isGlob)
    return new UsageError(`No account ${where} has a name like "${shown}".`);
  const close = closest(pattern.toLowerCase(), all, ({ name }) => [(name ?? '').toLowerCase()]);
  const names = [...new Set(close.map(({ name }) => oneLine(name ?? '')))];
  const hint = names.length === 0 ? '' : ` Close: ${names.join(', ')}.`;
  return new UsageError(`No account ${where} is called "${shown}".${hint}`);
}

function noSuchUnit(pattern: string, where: string, { organization }: Lookup): UsageError {
  const units = [...new Set([...organization.values()].flatMap(({ ou }) => unitsAbove(ou)))];
  // Often the last part of a path is what one knows.
  const close = closest(pattern.toLowerCase(), units, (path) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    return [path.toLowerCase(), name.toLowerCase()];
  });
  const hint = close.length === 0 ? '' : ` Close: ${close.map((path) => `ou:${oneLine(path)}`).join(', ')}.`;
  return new UsageError(`No account ${where} is below a unit "${oneLine(pattern)}".${hint}`);
}

/** The paths of the unit that an account is in, and of those above it. */
function unitsAbove(ou: string | null): readonly string[] {
  const names = ou === null || ou === '' ? [] : ou.split('/');
  return names.map((_, index) => names.slice(0, index + 1).join('/'));
}

function idsOf(term: AccountTerm, { all, known, organization }: Lookup): readonly string[] {
  switch (term.is) {
    case 'org':
      return [...organization.keys()];
    case 'sso':
      return (known.sso ?? []).map(({ id }) => id);
    case 'parent':
      return [...organization.values()]
        .filter(({ parents }) => parents?.includes(term.id))
        .map(({ id }) => id);
    case 'unit': {
      const fits = matcher(term.pattern);
      return [...organization.values()].filter(({ ou }) => unitsAbove(ou).some(fits)).map(({ id }) => id);
    }
    case 'id':
      return all.filter(({ id }) => id === term.id).map(({ id }) => id);
    case 'file':
      return (known.files.get(term.file) ?? []).map(({ id }) => id);
    case 'tag': {
      const { value } = term;
      const fits = value === null ? () => true : matcher(value);
      return all
        .filter(({ id }) => {
          const found = known.tags.get(id)?.get(term.key);
          return found !== undefined && fits(found);
        })
        .map(({ id }) => id);
    }
    case 'name': {
      const fits = matcher(term.pattern);
      const listed = (id: string) => organization.get(id)?.name ?? '';
      return all.filter(({ id, name }) => fits(name ?? '') || fits(listed(id))).map(({ id }) => id);
    }
  }
}

/** A name as it is, or a glob over names, in any case; a name may hold a slash. */
function matcher(pattern: string): (text: string) => boolean {
  const same = (text: string) => text.toLowerCase() === pattern.toLowerCase();
  const like = picomatch(pattern, { nocase: true, bash: true, dot: true });
  return (text) => text !== '' && (same(text) || like(text));
}

function noneLeft(choice: AccountChoice, found: number, left: number): UsageError {
  const text = oneLine([...choice.include, ...choice.exclude].map((term) => term.text).join(','));
  if (found === 0) return new UsageError(`No account is left: "${text}" stands for none.`);
  const out = choice.exclude.map((term) => `!${oneLine(term.text)}`).join(', ');
  const reasons = [
    ...(found > left ? [`${found - left} left out by ${out}`] : []),
    ...(left > 0 ? [`${left} not active`] : []),
  ];
  return new UsageError(`No account is left of ${found}: ${reasons.join(', ')}.`);
}

/** Accounts that files name more than once: which of their lines counts. */
function standingTwice(accounts: readonly ChosenAccount[]): readonly string[] {
  return accounts.flatMap(({ id, file }) =>
    file?.again === undefined
      ? []
      : [
          `${id} stands in ${[file.place, ...file.again].map(oneLine).join(' and in ')}: taken once, as in the first`,
        ],
  );
}

/** Names that two accounts have: by name alone nobody can tell them apart. */
function sharedNames(accounts: readonly ChosenAccount[]): readonly string[] {
  const byName = Map.groupBy(accounts, ({ name }) => name);
  return [...byName].flatMap(([name, those]) =>
    name === null || those.length < 2
      ? []
      : [`${those.length} accounts are called ${oneLine(name)}: ${those.map(({ id }) => id).join(', ')}`],
  );
}

function byUnitAndName(one: ChosenAccount, other: ChosenAccount): number {
  return (
    compare(one.ou ?? '', other.ou ?? '') ||
    compare((one.name ?? '').toLowerCase(), (other.name ?? '').toLowerCase()) ||
    compare(one.id, other.id)
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
