import { partitionTitle } from '../aws/partitions.ts';
import { safeText } from '../base/safe-text.ts';
import { type FoundRegions, listRegionsInWorker, RegionsRefused } from '../scan/list-regions.ts';
import { askMfaCode } from './mfa.ts';
import type { Session } from './session.ts';

/** Prints the account's regions with their opt-in status. */
export async function regionsCommand(session: Session): Promise<number> {
  try {
    const { identity, regions, notice, credentials } = await ask(session);
    if (session.flags.format.includes('json')) {
      process.stdout.write(`${JSON.stringify({ account: identity.account, regions }, null, 2)}\n`);
      return 0;
    }
    const words = credentials === null ? '' : ` · ${credentials}`;
    process.stderr.write(
      `account ${identity.account} (${safeText(identity.accountName)})${words} · ${partitionTitle(identity.partition)}\n`,
    );
    if (notice !== null) process.stderr.write(`notice: ${notice}\n`);
    for (const region of regions) process.stdout.write(`${region.name.padEnd(16)} ${region.status}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof RegionsRefused)) throw error;
    process.stderr.write(`${error.refusal.lines.join('\n')}\n`);
    return error.refusal.exitCode;
  }
}

function ask(session: Session): Promise<FoundRegions> {
  const { version, found, flags, log } = session;
  const onNotice = (notice: string | null): void => {
    if (notice !== null) process.stderr.write(`notice: ${notice}\n`);
  };
  return listRegionsInWorker(
    { aws: session.aws(), version, accountMappings: found.config.account_mappings, debug: flags.debug },
    { log, askMfaCode, onNotice },
  );
}
