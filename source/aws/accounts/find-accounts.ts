/** Finds the accounts that are meant, and how each is entered: what a scan of many accounts begins with. */
import { mapConcurrently } from '../../base/map-concurrently.ts';
import { oneLine } from '../../base/one-line.ts';
import { canBeEntered } from '../../model/account.ts';
import { accountName, type CallerIdentity, identify, mappedName } from '../identity.ts';
import { findPartition, partitionOfRegion } from '../partitions.ts';
import { type AwsFiles, profileOfEnvironment } from '../profiles.ts';
import type { AccountAccess } from './access.ts';
import type { FileAccount } from './accounts-file.ts';
import { type AccountChoice, needsOf, takesTags } from './choice.ts';
import { type ChosenAccount, chooseAccounts } from './choose-accounts.ts';
import { type Entered, type EntryTools, tryEntry } from './enter.ts';
import { type Entry, type EntryException, type EntrySettings, entryOf } from './entry.ts';
import type { AccountTags, ListedOrganization } from './known-accounts.ts';
import { AccountsNotListed, readOrganization, readTags } from './organization.ts';
import { findSignIn, listSsoAccounts, type OpenSignIn, openSignIn } from './sso-accounts.ts';

/** What is asked for. */
export interface AccountsRequest {
  /** Nothing included: the caller's own account. */
  readonly choice: AccountChoice;
  /** The accounts of the files that the choice names. */
  readonly files: ReadonlyMap<string, readonly FileAccount[]>;
  readonly entry: EntrySettings;
  readonly exceptions: ReadonlyMap<string, EntryException>;
  /** Names that the configuration gives, by id. */
  readonly names: Readonly<Record<string, string>>;
  /** Every way in is tried. */
  readonly check: boolean;
}

/** What it is asked with. */
export interface AccountsTools {
  readonly access: AccountAccess;
  readonly accessAs: (profile: string) => AccountAccess;
  readonly awsFiles: AwsFiles;
  /** One that is open already; else it is looked for. */
  readonly signIn?: OpenSignIn;
  /** So many ways in are about to be tried. */
  readonly onTrying: (count: number) => void;
}

/** An account, how it is entered, and how that went. */
export interface FoundAccount {
  /** Null: a profile that does not say whose it is. */
  readonly id: string | null;
  readonly name: string | null;
  readonly ou: string | null;
  readonly state: string | null;
  readonly entry: Entry;
  /** Null: it was not tried. */
  readonly tried: Entered | null;
}

/** What was found. */
export interface FoundAccounts {
  readonly accounts: readonly FoundAccount[];
  /** Null: it was not listed. */
  readonly organization: ListedOrganization | null;
  readonly caller: CallerIdentity | null;
  readonly notices: readonly string[];
}

/** Ways in that are tried at the same time. */
const AT_ONCE = 20;

/**
 * Finds the accounts of a choice.
 * @throws UsageError where the choice stands for none or a way in cannot be one; AccountsNotListed where they cannot be
 * listed; CallFailed or CredentialsFailed where the caller has no way to AWS
 */
export async function findAccounts(request: AccountsRequest, tools: AccountsTools): Promise<FoundAccounts> {
  const { choice } = request;
  const signIn = choice.include.some(({ is }) => is === 'sso') ? await signedIn(tools) : null;
  const needs = needsOf(choice);
  const caller = needs.caller ? await identify(tools.access.ask, tools.access.settings.region) : null;
  if (caller !== null && choice.include.length === 0) return await ownAccount(request, tools, caller);
  const [listed, sso] = await Promise.all([
    caller === null || needs.organization === 'not'
      ? NOT_LISTED
      : organizationOf(tools, caller, needs.organization),
    signIn === null ? null : listSsoAccounts(tools.access.askPortal, signIn, ssoRolesOf(request)),
  ]);
  const { organization } = listed;
  refuseUnknownUnits(choice, organization);
  const tags = await tagsOf(choice, organization, tools, caller);
  const { files, names } = request;
  const known = { organization, sso, tags, files, names, own: caller?.account ?? null };
  const chosen = chooseAccounts(choice, known);
  const entered = withEntries(chosen.accounts, request, tools, caller, signIn);
  if (request.check) tools.onTrying(entered.filter(canBeEntered).length);
  const entryTools = entryToolsOf(tools, caller, signIn);
  return {
    accounts: request.check ? await tried(entered, entryTools) : entered,
    organization,
    caller,
    notices: [...listed.notices, ...(organization?.notices ?? []), ...chosen.notices],
  };
}

/** What is below a unit cannot be told where nobody may list it. */
function refuseUnknownUnits(
  { include, exclude }: AccountChoice,
  organization: ListedOrganization | null,
): void {
  const unit = [...include, ...exclude].find(({ is }) => is === 'parent' || is === 'unit');
  if (unit === undefined || organization === null || organization.parents !== null) return;
  const why = organization.notices.join('; ');
  throw new AccountsNotListed([`What is below ${unit.text} cannot be told: ${why}.`], null);
}

/** The roles that are wanted in an account. */
function ssoRolesOf({ entry, exceptions }: AccountsRequest): (account: string) => readonly string[] {
  return (account) => {
    const own = exceptions.get(account)?.ssoRoles ?? [];
    return own.length > 0 ? own : entry.ssoRoles;
  };
}

async function signedIn({ access, awsFiles, signIn }: AccountsTools): Promise<OpenSignIn> {
  if (signIn !== undefined) return signIn;
  const profile = access.settings.profile ?? profileOfEnvironment();
  return await openSignIn(findSignIn(awsFiles, profile), access.tools);
}

interface Listed {
  readonly organization: ListedOrganization | null;
  readonly notices: readonly string[];
}

const NOT_LISTED: Listed = { organization: null, notices: [] };

async function organizationOf(
  { access }: AccountsTools,
  { account, partition, region }: CallerIdentity,
  need: 'must' | 'if possible',
): Promise<Listed> {
  const globalRegion = findPartition(partition)?.globalRegion ?? region;
  try {
    const organization = await readOrganization(access.ask, { account, region: globalRegion });
    return { organization, notices: [] };
  } catch (error) {
    if (need === 'must' || !(error instanceof AccountsNotListed)) throw error;
    return {
      organization: null,
      notices: [`names, states and units are not known: ${error.lines[0] ?? error.message}`],
    };
  }
}

async function tagsOf(
  choice: AccountChoice,
  organization: ListedOrganization | null,
  { access }: AccountsTools,
  caller: CallerIdentity | null,
): Promise<AccountTags> {
  if (!takesTags(choice) || organization === null || caller === null) return new Map();
  const region = findPartition(caller.partition)?.globalRegion ?? caller.region;
  const ids = organization.accounts.filter(canBeEntered).map(({ id }) => id);
  return await readTags(access.ask, ids, region);
}

async function ownAccount(
  { names }: AccountsRequest,
  { access }: AccountsTools,
  caller: CallerIdentity,
): Promise<FoundAccounts> {
  const { account: id, partition, region, callerArn: arn } = caller;
  const name = mappedName(names, id) ?? (await accountName(access.ask, partition, region)) ?? null;
  const own = { id, name, ou: null, state: null, entry: { way: 'own' } } as const;
  return {
    accounts: [{ ...own, tried: { entered: true, arn } }],
    organization: null,
    caller,
    notices: [],
  };
}

function withEntries(
  accounts: readonly ChosenAccount[],
  { entry: settings, exceptions }: AccountsRequest,
  { awsFiles }: AccountsTools,
  caller: CallerIdentity | null,
  signIn: OpenSignIn | null,
): readonly FoundAccount[] {
  const partition = caller?.partition ?? partitionOfRegion(signIn?.signIn.region ?? '')?.id ?? 'aws';
  const who = { account: caller?.account ?? null, arn: caller?.callerArn ?? null, partition };
  return accounts.map((account) => {
    const { id, name, ou, state } = account;
    const found = entryOf(account, { settings, exceptions, caller: who });
    const isMissing = found.way === 'profile' && !awsFiles.profiles.has(found.profile);
    const entry: Entry = isMissing
      ? { way: 'none', why: `there is no profile "${oneLine(found.profile)}" in your AWS configuration` }
      : found;
    return { id, name, ou, state, entry, tried: null };
  });
}

function entryToolsOf(
  { access, accessAs }: AccountsTools,
  caller: CallerIdentity | null,
  signIn: OpenSignIn | null,
): EntryTools {
  const region = caller?.region ?? signIn?.signIn.region ?? 'us-east-1';
  return {
    access,
    caller: {
      arn: caller?.callerArn ?? null,
      partition: caller?.partition ?? partitionOfRegion(region)?.id ?? 'aws',
      region,
    },
    signIn,
    identifyAs: (profile) => {
      const { ask, settings } = accessAs(profile);
      return identify(ask, settings.region);
    },
  };
}

async function tried(accounts: readonly FoundAccount[], tools: EntryTools): Promise<readonly FoundAccount[]> {
  const results: FoundAccount[] = [];
  const attempt = async (account: FoundAccount): Promise<FoundAccount> => {
    const { id, entry } = account;
    if (entry.way === 'skipped' || id === null) return account;
    if (entry.way === 'none') return { ...account, tried: { entered: false, why: entry.why } };
    return { ...account, tried: await tryEntry(id, entry, tools) };
  };
  for await (const result of mapConcurrently(accounts, AT_ONCE, attempt)) results.push(result);
  return results;
}
