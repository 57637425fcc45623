import { accountName } from '../aws/identity.ts';
import { UsageError } from '../base/usage-error.ts';
import type { Cell, Identity } from '../model/cell.ts';
import type { AccountScans } from './account-scans.ts';
import type { FromScanWorker } from './messages.ts';
import type { ScanContents } from './scan-contents.ts';
import type { ScanNotices } from './scan-notices.ts';
import type { GoingOn } from './scan-settings.ts';

/** What a scan of the caller's own account needs of the scan as a whole. */
export interface OwnAccountParts {
  readonly accounts: AccountScans;
  readonly contents: ScanContents;
  readonly notices: ScanNotices;
  readonly send: (message: FromScanWorker) => void;
  /** Work that the scan does not end before. */
  readonly follow: (work: Promise<void>) => void;
  readonly goesOn: GoingOn | undefined;
}

/** Enters the caller's own account and plans it; returns whose it is and the cells to collect. Throws what refused it. */
export async function beginOwnAccount(
  parts: OwnAccountParts,
): Promise<{ readonly account: string; readonly cells: readonly Cell[] }> {
  const { accounts, contents, notices, send, follow } = parts;
  const { plan, notice } = await accounts.own.enter();
  const { identity, off } = plan;
  const { goesOn } = parts;
  if (goesOn !== undefined) checkAccount(identity, goesOn);
  const { regions, regionsOff } = goesOn?.before ?? { regions: plan.on, regionsOff: off };
  const writer = contents.make(identity, { on: regions, off: regionsOff });
  const cells = contents.plan(plan.cells, off, writer);
  send({ type: 'planned', identity, regions, regionsOff, accounts: [], cells: contents.board.all() });
  if (notice !== null) notices.add(notice);
  if (!plan.isNamed) follow(nameAccount(identity, parts));
  return { account: identity.account, cells };
}

function checkAccount({ account }: Identity, { before }: GoingOn): void {
  const meant = before.identity?.account;
  if (account !== meant)
    throw new UsageError(
      `these credentials are of account ${account}, and the scan is of ${meant}: start snapdeck with its --profile`,
    );
}

/** The account's name is nice to have: it never holds up the scan. */
async function nameAccount(identity: Identity, { accounts, contents, send }: OwnAccountParts): Promise<void> {
  const name = await accountName(accounts.own.ask, identity.partition, accounts.own.home);
  if (name === undefined) return;
  const named = { ...identity, accountName: name };
  contents.writer?.saveFacts({ identity: named });
  send({ type: 'identity', identity: named });
}
