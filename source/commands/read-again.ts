import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { steadyNow } from '../base/steady-clock.ts';
import { UsageError } from '../base/usage-error.ts';
import { type PlanPlaces, placesOfPlan } from '../export/delete-plan/plan-places.ts';
import type { DeletePlanPart } from '../export/delete-plan/plan-request.ts';
import { findKind } from '../kinds/registry.ts';
import { isProblem, type ScanState } from '../model/cell.ts';
import { counted } from '../model/words.ts';
import { startScan } from '../scan/start-scan.ts';
import { exitCodeOf } from './exit-codes.ts';
import { askMfaCode } from './mfa.ts';
import { scanSettings } from './scan-flags.ts';
import type { Session } from './session.ts';

/** What rows read again came to. */
export interface ReadAgain {
  /** The scan file that has them; null: nothing could be read. */
  readonly scanFile: string | null;
  /** 0, 3 where some cells have problems, 1, 2 or 4 where nothing could be read. */
  readonly exitCode: number;
  /** Removes that scan file. */
  readonly remove: () => void;
}

/**
 * Reads the rows that a delete plan is asked about again, into a scan file of their own: their kinds in their regions and
 * accounts. Rejects with the reason of the signal.
 * @throws UsageError where the credentials are of another account
 */
export async function readAgain(
  session: Session,
  part: DeletePlanPart,
  signal: AbortSignal,
): Promise<ReadAgain> {
  const places = placesOfPlan(part);
  if (places.kinds.length === 0) return { scanFile: part.scanFile, exitCode: 0, remove: () => {} };
  const folder = mkdtempSync(path.join(os.tmpdir(), 'snapdeck-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const state = await scanAgain(sessionOf(session, places), path.join(folder, 'again.sqlite'), signal);
    if (state.stage === 'refused') return { scanFile: null, exitCode: exitCodeOf(state), remove };
    refuseOther(state, places);
    return { scanFile: state.scanFile, exitCode: exitCodeOf(state), remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** The same session, to scan just these places. */
function sessionOf(session: Session, { accounts, regions, kinds, profile, attributes }: PlanPlaces): Session {
  const { flags } = session;
  const own = flags.accounts.length > 0 ? flags.accounts : accounts;
  return {
    ...session,
    flags: {
      ...flags,
      accounts: [...own],
      region: [...regions],
      kind: [...kinds],
      attributes,
      ...(flags.profile === undefined && profile !== null ? { profile } : {}),
    },
  };
}

async function scanAgain(session: Session, scanFile: string, signal: AbortSignal): Promise<ScanState> {
  const settings = scanSettings(session, { startedAt: steadyNow(), scanFile, interactive: false });
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  if (!session.flags.quiet)
    say(
      `reading again: ${counted(settings.kinds.length, 'kind')} in ${counted(settings.regionPatterns.length, 'region')}`,
    );
  const handle = startScan(settings, { log: session.log, askMfaCode });
  const stop = (): void => void handle.stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    const state = await handle.finished;
    await handle.stop();
    signal.throwIfAborted();
    for (const line of [...(state.refusal?.lines ?? []), ...problemLines(state)]) say(line);
    return state;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** What could not be read again: rows there are in no plan. */
function problemLines({ accounts, cells, problems }: ScanState): readonly string[] {
  const bad = accounts.length > 0 ? problems : cells.filter(({ phase }) => isProblem(phase));
  const notEntered = accounts.filter(({ phase }) => phase === 'denied' || phase === 'failed');
  return [
    ...notEntered.map(
      ({ id, error }) => `not read again: account ${id}: ${error?.message ?? 'it cannot be entered'}`,
    ),
    ...bad.map(
      ({ account, region, kind, phase, error }) =>
        `not read again as a whole: ${findKind(kind)?.title ?? kind} in ${region} of ${account}: ${error?.message ?? phase}`,
    ),
  ];
}

function refuseOther({ identity, accounts }: ScanState, { own }: PlanPlaces): void {
  if (own === null || accounts.length > 0 || identity === null || identity.account === own) return;
  throw new UsageError(
    `--recheck: these credentials are of account ${identity.account}, the scan is of ${own}: name its profile (--profile).`,
  );
}
