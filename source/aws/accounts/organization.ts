/** Reads an organization: its accounts, its units, and tags where they are asked for. */
import { oneLine } from '../../base/one-line.ts';
import { counted } from '../../model/words.ts';
import { type Ask, CallFailed } from '../caller.ts';
import { pagesIn } from '../pages.ts';
import { ACCOUNT_ID } from './choice.ts';
import type { AccountTags, ListedOrganization, OrganizationAccount } from './known-accounts.ts';

/** The accounts could not be listed: what to tell a person, in lines. */
export class AccountsNotListed extends Error {
  override readonly name = 'AccountsNotListed';
  readonly lines: readonly string[];
  constructor(lines: readonly string[], cause: unknown) {
    super(lines.join(' '), { cause });
    this.lines = lines;
  }
}

/** Who asks, and where Organizations answers for their partition. */
export interface OrganizationCaller {
  readonly account: string;
  readonly region: string;
}

/** Faults that another caller, or other words, would not have. */
const NOT_LISTED = ['denied', 'denied-by-organization', 'invalid'];

const OTHERWISE = 'Without it: --accounts sso, account ids, or a file of them (@FILE).';

/**
 * Lists the organization of an account that may list it. Where its units cannot be listed, the accounts are.
 * @throws AccountsNotListed where that account may not, or is in none; else what AWS answered
 */
export async function readOrganization(ask: Ask, caller: OrganizationCaller): Promise<ListedOrganization> {
  const described = readIdentity(ask, caller.region);
  const units = readUnits(ask, caller.region).catch(onlyRefusals);
  const [who, accounts, tree] = await Promise.all([described, listed(ask, caller, described), units]);
  const isKnown = !(tree instanceof CallFailed);
  return {
    ...who,
    accounts: accounts.found.map((account) => ({
      ...account,
      ...placeOf(isKnown ? tree.parents.get(account.id) : undefined),
    })),
    isWhole: accounts.odd === 0,
    parents: isKnown ? tree.ids : null,
    notices: [
      ...(accounts.odd === 0
        ? []
        : [`AWS listed ${counted(accounts.odd, 'account')} without an id; left out`]),
      ...(isKnown
        ? []
        : [
            `the organizational units are not known: organizations:${tree.operation} is refused (${tree.fault.code})`,
          ]),
    ],
  };
}

type OrganizationIdentity = Pick<ListedOrganization, 'id' | 'managementAccount'>;

/** Unknown where it is refused: nothing needs it but words. */
async function readIdentity(ask: Ask, region: string): Promise<OrganizationIdentity> {
  const { describeOrganization } = await import('../organizations.ts');
  try {
    const { Organization: found } = await ask(describeOrganization, {}, region);
    const management = found?.MasterAccountId ?? '';
    return {
      id: found?.Id === undefined ? null : oneLine(found.Id),
      managementAccount: ACCOUNT_ID.test(management) ? management : null,
    };
  } catch (error) {
    onlyRefusals(error);
    return { id: null, managementAccount: null };
  }
}

/** The tags of accounts, one listing an account. Throws AccountsNotListed where they may not be read. */
export async function readTags(ask: Ask, ids: readonly string[], region: string): Promise<AccountTags> {
  const { listTags } = await import('../organizations.ts');
  const tags = await Promise.all(
    ids.map(async (id) => {
      const found = new Map<string, string>();
      for await (const page of pagesIn(ask, listTags, { ResourceId: id }, region))
        for (const { Key: key, Value: value } of page.Tags ?? []) if (key) found.set(key, value ?? '');
      return [id, found] as const;
    }),
  ).catch((error: unknown) => {
    const { fault } = onlyRefusals(error);
    const what = `${fault.code}: ${fault.message}`;
    const words = `The tags of the accounts cannot be read: organizations:ListTagsForResource is refused (${what}).`;
    throw new AccountsNotListed([words], error);
  });
  return new Map(tags);
}

interface Accounts {
  readonly found: readonly Pick<OrganizationAccount, 'id' | 'name' | 'state'>[];
  /** How many had no id. */
  readonly odd: number;
}

async function listed(
  ask: Ask,
  caller: OrganizationCaller,
  described: Promise<OrganizationIdentity>,
): Promise<Accounts> {
  const { listAccounts } = await import('../organizations.ts');
  const found: Accounts['found'][number][] = [];
  let odd = 0;
  try {
    for await (const page of pagesIn(ask, listAccounts, {}, caller.region)) {
      for (const { Id: id = '', Name: name, State: state, Status: status } of page.Accounts ?? []) {
        if (ACCOUNT_ID.test(id)) found.push({ id, name: name ?? null, state: state ?? status ?? null });
        else odd += 1;
      }
    }
  } catch (error) {
    throw notListed(onlyRefusals(error), caller, await described);
  }
  return { found, odd };
}

function notListed(
  { fault }: CallFailed,
  { account }: OrganizationCaller,
  { managementAccount: management }: OrganizationIdentity,
): Error {
  if (fault.code.startsWith('AWSOrganizationsNotInUse'))
    return new AccountsNotListed(
      [
        `The account ${account} is in no organization (${fault.code}). Name accounts by id, in a file (@FILE), or by --accounts sso.`,
      ],
      fault,
    );
  const who = management === null ? 'the management account' : `the management account ${management}`;
  return new AccountsNotListed(
    [
      `The organization cannot be listed from the account ${account} (${fault.code}: ${fault.message}).`,
      `organizations:ListAccounts is for ${who} and delegated administrators, whose policy has to allow it. ${OTHERWISE}`,
    ],
    fault,
  );
}

/** What AWS refused this caller; throws anything else. */
function onlyRefusals(error: unknown): CallFailed {
  if (error instanceof CallFailed && NOT_LISTED.includes(error.fault.class)) return error;
  throw error;
}

/** What an account is below, the root first. */
type Parents = readonly { readonly id: string; readonly name: string }[];

interface Units {
  /** Of the root and all units. */
  readonly ids: readonly string[];
  readonly parents: ReadonlyMap<string, Parents>;
}

/** Walks the tree from its root, every branch at once: the caller paces it. A unit that is below itself is no tree. */
async function readUnits(ask: Ask, region: string): Promise<Units> {
  const { listAccountsOfParent, listRoots, listUnits } = await import('../organizations.ts');
  const parents = new Map<string, Parents>();
  const seen = new Set<string>();
  const below = async (at: Parents): Promise<void> => {
    const ParentId = at.at(-1)?.id ?? '';
    if (seen.has(ParentId)) return;
    seen.add(ParentId);
    const accounts = async (): Promise<void> => {
      for await (const page of pagesIn(ask, listAccountsOfParent, { ParentId }, region))
        for (const { Id: id } of page.Accounts ?? []) if (id !== undefined) parents.set(id, at);
    };
    const units = async (): Promise<void> => {
      const found: Parents[] = [];
      for await (const page of pagesIn(ask, listUnits, { ParentId }, region))
        for (const { Id: id, Name: name } of page.OrganizationalUnits ?? [])
          if (id !== undefined) found.push([...at, { id, name: name ?? id }]);
      await Promise.all(found.map(below));
    };
    await Promise.all([accounts(), units()]);
  };
  const roots: Parents[] = [];
  for await (const page of pagesIn(ask, listRoots, {}, region))
    for (const { Id: id, Name: name } of page.Roots ?? [])
      if (id !== undefined) roots.push([{ id, name: name ?? 'Root' }]);
  await Promise.all(roots.map(below));
  return { ids: [...seen], parents };
}

function placeOf(parents: Parents | undefined): Pick<OrganizationAccount, 'parents' | 'ou'> {
  if (parents === undefined) return { parents: null, ou: null };
  const units = parents.slice(1);
  return {
    parents: parents.map(({ id }) => id),
    ou: (units.length === 0 ? parents : units).map(({ name }) => name).join('/'),
  };
}
