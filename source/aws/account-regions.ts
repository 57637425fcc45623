import type { Identity, RegionStatus } from '../model/cell.ts';
import { askThrough, createCaller } from './caller.ts';
import { type CredentialEvents, createCredentialSource } from './credentials/source.ts';
import { accountName, mappedName } from './identity.ts';
import { identifyAndListRegions } from './regions.ts';
import type { AwsSettings } from './settings.ts';

/** Whose regions they are, the regions, and what could not be asked. */
export interface AccountRegions {
  readonly identity: Identity;
  readonly regions: readonly RegionStatus[];
  readonly notice: string | null;
}

/** Asks who we are and which regions the account has, without a scan. Throws what AWS answered. */
export async function accountRegions(
  aws: AwsSettings,
  options: CredentialEvents & {
    readonly version: string;
    readonly accountMappings: Readonly<Record<string, string>>;
    /** Every call goes into the log. */
    readonly onRequest?: (line: string) => void;
    readonly signal: AbortSignal;
  },
): Promise<AccountRegions> {
  const userAgent = `snapdeck/${options.version}`;
  const { signal, onRequest } = options;
  const credentials = createCredentialSource(aws, options, { userAgent, signal });
  const caller = createCaller(aws, credentials, {
    userAgent,
    ...(onRequest === undefined ? {} : { onRequest }),
    onExpired: () => Promise.resolve('give up'),
  });
  const ask = askThrough(() => caller, signal);
  const { who, listed } = await identifyAndListRegions(ask, aws.region);
  const name =
    mappedName(options.accountMappings, who.account) ?? (await accountName(ask, who.partition, who.region));
  const { account, callerArn, partition } = who;
  return { identity: { account, callerArn, partition, accountName: name ?? account }, ...listed };
}
