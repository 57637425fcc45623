import type { Identity, RegionStatus } from '../model/cell.ts';
import { type Ask, createCaller } from './caller.ts';
import { createCredentialSource } from './credentials.ts';
import { accountName, homeRegion } from './identity.ts';
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
  options: {
    readonly version: string;
    readonly accountMappings: Readonly<Record<string, string>>;
    readonly askMfaCode: (serial: string) => Promise<string>;
    readonly signal: AbortSignal;
  },
): Promise<AccountRegions> {
  const credentials = createCredentialSource({ profile: aws.profile, askMfaCode: options.askMfaCode });
  const caller = createCaller(aws, credentials, {
    userAgent: `snapdeck/${options.version}`,
    onExpired: () => Promise.resolve('give up'),
  });
  const observer = { onSent: () => {}, onRetry: () => {}, onServed: () => {} };
  const ask: Ask = (operation, input, region) =>
    caller.call(operation, input, region, options.signal, observer);
  const { who, listed } = await identifyAndListRegions(ask, await homeRegion(aws));
  const name = options.accountMappings[who.account] ?? (await accountName(ask, who.partition, who.region));
  const { account, callerArn, partition } = who;
  return { identity: { account, callerArn, partition, accountName: name ?? account }, ...listed };
}
