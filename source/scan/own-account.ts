import { accountName } from '../aws/identity.ts';
import type { Cell, Identity } from '../model/cell.ts';
import type { AccountScans } from './account-scans.ts';
import type { FromScanWorker } from './messages.ts';
import type { ScanContents } from './scan-contents.ts';
import type { ScanNotices } from './scan-notices.ts';

/** What a scan of the caller's own account needs of the scan as a whole. */
export interface OwnAccountParts {
  readonly accounts: AccountScans;
  readonly contents: ScanContents;
  readonly notices: ScanNotices;
  readonly send: (message: FromScanWorker) => void;
  /** Work that the scan does not end before. */
  readonly follow: (work: Promise<void>) => void;
}

/** Enters the caller's own account and plans it; returns whose it is and the cells to collect. Throws what refused it. */
export async function beginOwnAccount(
  parts: OwnAccountParts,
): Promise<{ readonly account: string; readonly cells: readonly Cell[] }> {
  const { accounts, contents, notices, send, follow } = parts;
  const { plan, notice } = await accounts.own.enter();
  const { identity, on, off } = plan;
  const writer = contents.make(identity, { on, off });
  const cells = contents.plan(plan.cells, off, writer);
  const planned = { identity, regions: on, regionsOff: off, accounts: [], cells: contents.board.all() };
  send({ type: 'planned', ...planned });
  if (notice !== null) notices.add(notice);
  if (!plan.isNamed) follow(nameAccount(identity, parts));
  return { account: identity.account, cells };
}

/** The account's name is nice to have: it never holds up the scan. */
async function nameAccount(identity: Identity, { accounts, contents, send }: OwnAccountParts): Promise<void> {
  const name = await accountName(accounts.own.ask, identity.partition, accounts.own.home);
  if (name === undefined) return;
  const named = { ...identity, accountName: name };
  contents.writer?.saveFacts({ identity: named });
  send({ type: 'identity', identity: named });
}
