import { createSharedSemaphore, sharedRoom } from '../base/semaphore.ts';
import type { AskJob, AskProgress, AskResult } from '../model/ask.ts';
import type { Refusal } from '../model/cell.ts';
import type { ScanFacts } from '../model/scan-facts.ts';
import { errorLine } from '../model/words.ts';
import { openScanReader } from '../store/scan-reader.ts';
import { openScanWriter, type ScanWriter } from '../store/scan-writer.ts';
import { AccountScans } from './account-scans.ts';
import { accountsRefusal } from './accounts-refusal.ts';
import { askRows } from './ask-rows.ts';
import { CallerCredentials } from './caller-credentials.ts';
import { createCellBoard } from './cell-board.ts';
import { collectedAs } from './facts.ts';
import { isOfScanFile } from './in-file.ts';
import type { CellTools } from './run-cell.ts';
import { type AccountsToFind, type ScanAccount, scanAccountOf } from './scan-account.ts';
import { ScanNotices } from './scan-notices.ts';
import type { ScanSettings } from './scan-settings.ts';

/** What asking rows of a finished scan asks of whoever started it. */
export interface AskHooks {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: AskProgress) => void;
  readonly onNotice: (notice: string | null) => void;
  readonly log: (line: string) => void;
  readonly askMfaCode: (serial: string) => Promise<string>;
}

/** Nothing could be asked: what to tell the user. */
export class AskRefused extends Error {
  override readonly name = 'AskRefused';
  constructor({ lines }: Refusal) {
    super(lines.join(' '));
  }
}

/**
 * Asks rows of a finished scan's file what the scan left out, in the accounts that they are of. Throws an AskRefused, or
 * what is wrong with the scan file.
 */
export async function askInFile(settings: ScanSettings, job: AskJob, hooks: AskHooks): Promise<AskResult> {
  const reader = openScanReader(settings.scanFile);
  const facts = reader.facts();
  const isOfMany = reader.accounts().length > 0;
  reader.close();
  const { signal, log, askMfaCode, onProgress } = hooks;
  const ended = new AbortController();
  let refusal: Refusal | null = null;
  const notices = new ScanNotices(hooks.onNotice);
  const credentials = new CallerCredentials({
    ...{ settings, signal, askMfaCode },
    onFound: (words) => log(`credentials: ${words}`),
    onHeldUp: (what, words) => notices.hold(what, words),
    hasBegun: () => true,
    end: (why) => {
      refusal = why;
      ended.abort();
    },
  });
  const until = AbortSignal.any([signal, ended.signal]);
  const inFlight = createSharedSemaphore(sharedRoom(settings.aws.concurrency));
  const accounts = new AccountScans({
    ...{ settings, credentials, signal: until, inFlight, log, askMfaCode, notices },
  });
  const writer = openScanWriter(settings.scanFile);
  try {
    const enter = isOfMany ? await enterMany(accounts, settings.accounts) : await enterOwn(accounts, facts);
    const tools = toolsFor(settings, facts, writer, log);
    const result = await askRows(job, {
      ...{ writer, signal: until, onProgress },
      regionRun: (account, region) => accounts.of(account).regionRun(region),
      enter: once(async (account) => (await enter(account)) ?? tools(accounts, account)),
    });
    if (refusal !== null) throw new AskRefused(refusal);
    return result;
  } catch (error) {
    if (error instanceof AskRefused || isOfScanFile(error)) throw error;
    throw new AskRefused(accountsRefusal(error, { aws: settings.aws, origin: credentials.origin }));
  } finally {
    writer.close();
  }
}

/** Enters an account; null where it could be, else why not. */
type Enter = (account: string) => Promise<string | null>;

async function enterOwn(accounts: AccountScans, { identity }: ScanFacts): Promise<Enter> {
  const { plan } = await accounts.own.enter();
  const { account } = plan.identity;
  const meant = identity?.account;
  if (account !== meant)
    throw new AskRefused({
      lines: [
        `these credentials are of account ${account}, and the scan is of ${meant}: start snapdeck with its --profile`,
      ],
      exitCode: 2,
    });
  return () => Promise.resolve(null);
}

async function enterMany(accounts: AccountScans, chosen: ScanSettings['accounts']): Promise<Enter> {
  const known = new Map((await accountsMeant(accounts, chosen)).map((account) => [account.id, account]));
  return async (id) => {
    const account = known.get(id);
    if (account === undefined) return `account ${id} was not found: start snapdeck with the same --accounts`;
    try {
      await accounts.enter(account);
      return null;
    } catch (error) {
      return `account ${id} could not be entered: ${errorLine(error)}`;
    }
  };
}

async function accountsMeant(
  accounts: AccountScans,
  chosen: ScanSettings['accounts'],
): Promise<readonly ScanAccount[]> {
  if (chosen === null) return [];
  if (!isToFind(chosen)) {
    // Roles are taken by whoever asks.
    if (chosen.some(({ entry }) => entry.way === 'role')) await accounts.identify();
    return chosen;
  }
  return (await accounts.find(chosen)).accounts.map(scanAccountOf);
}

function isToFind(chosen: readonly ScanAccount[] | AccountsToFind): chosen is AccountsToFind {
  return 'request' in chosen;
}

/** What cells work with whose rows are asked; costs and owners stay as the scan told them. */
function toolsFor(
  settings: ScanSettings,
  facts: ScanFacts,
  writer: ScanWriter,
  log: (line: string) => void,
): (accounts: AccountScans, account: string) => CellTools {
  return (accounts, account) => ({
    ...{ writer, log, board: createCellBoard(() => {}), scanStart: new Date(), resumes: false },
    caller: accounts.of(account).caller,
    options: collectedAs(facts.options, settings.collect),
    kinds: facts.kinds,
    prices: { cellHasRows: () => {}, of: () => null },
    ownerTags: [],
  });
}

/** Each account is entered once. */
function once<Result>(enter: (account: string) => Promise<Result>): (account: string) => Promise<Result> {
  const entered = new Map<string, Promise<Result>>();
  return (account) => {
    const known = entered.get(account) ?? enter(account);
    entered.set(account, known);
    return known;
  };
}
