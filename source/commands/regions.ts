import { accountRegions } from '../aws/account-regions.ts';
import { StoppedError } from '../aws/errors.ts';
import { partitionTitle } from '../aws/partitions.ts';
import { signInErrorOf } from '../scan/sign-in-error.ts';
import { askMfaCode } from './mfa.ts';
import type { Session } from './session.ts';

/** Prints the account's regions with their opt-in status. */
export async function regionsCommand(session: Session): Promise<number> {
  const over = new AbortController();
  try {
    const found = await accountRegions(session.aws, {
      version: session.version,
      accountMappings: session.found.config.account_mappings,
      askMfaCode,
      signal: over.signal,
    });
    const { identity, regions, notice } = found;
    if (session.flags.format.includes('json')) {
      process.stdout.write(`${JSON.stringify({ account: identity.account, regions }, null, 2)}\n`);
      return 0;
    }
    process.stderr.write(
      `account ${identity.account} (${identity.accountName}) · ${partitionTitle(identity.partition)}\n`,
    );
    if (notice !== null) process.stderr.write(`notice: ${notice}\n`);
    for (const region of regions) process.stdout.write(`${region.name.padEnd(16)} ${region.status}\n`);
    return 0;
  } catch (error) {
    const refusal = await signInErrorOf(error, session.aws.profile);
    process.stderr.write(`${refusal.lines.join('\n')}\n`);
    return refusal.exitCode;
  } finally {
    // A refusal does not wait for the question that was asked beside.
    over.abort(new StoppedError());
  }
}
