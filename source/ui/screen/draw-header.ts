import { profileWords } from '../../aws/credentials/origin.ts';
import { partitionTitle } from '../../aws/partitions.ts';
import { oneLine } from '../../base/one-line.ts';
import type { ScanState } from '../../model/cell.ts';
import { formatDuration } from '../../model/format.ts';
import { totalsOfScan } from '../../model/totals.ts';
import { counted } from '../../model/words.ts';
import { cut, fitted, textWidth } from '../kit/text.ts';
import { type Piece, paint, paintPieces, type Theme } from '../kit/theme.ts';
import { askHeaderWords } from '../live/ask-words.ts';
import { liveHeaderWords } from '../live/live-words.ts';
import type { AppState } from '../state/app-state.ts';
import { accountInFront, scanInFront } from '../state/grid-scan.ts';
import { isRunning } from '../state/scan-totals.ts';
import { timeLeftWords } from './time-left.ts';

/** The header's parts: the spinner stands between them while a scan runs. */
export interface HeaderParts {
  readonly left: string;
  readonly right: string;
  readonly spinning: boolean;
}

/** Who and where at the left, the scan at the right, exactly the width together with the spinner's cell. */
export function headerParts(state: AppState, theme: Theme): HeaderParts {
  const spinning = isRunning(state.scan) && state.leaving === null;
  const right = ` ${scanWords(state)} `;
  const room = state.size.columns - textWidth(right) - 1;
  const who = whoWords(state, room - 12);
  const left: readonly Piece[] = [
    [' snapdeck', 'title'],
    [fitted(who === '' ? '' : `  ${who}`, Math.max(0, room - 9)), 'plain'],
  ];
  return { left: paintPieces(theme, left), right: paint(theme, right, scanTone(state)), spinning };
}

/** As much of account, partition, credentials and regions as fits; what can best be missed goes first. */
function whoWords(state: AppState, room: number): string {
  const { scan } = state;
  if (scan === null) return state.setting.profile === null ? '' : profileWords(state.setting.profile);
  const { identity } = scan;
  const name =
    scan.accounts.length > 0
      ? manyWords(state, scan)
      : identity === null
        ? ''
        : accountWords(identity.accountName, identity.account);
  const partition = identity === null ? '' : partitionTitle(identity.partition);
  const profile = scan.profile ?? state.setting.profile;
  const shown = scanInFront(state)?.regions ?? [];
  const regions = shown.length === 0 ? '' : regionWords(shown);
  const foundWords = scan.credentials ?? (profile === null ? '' : profileWords(profile));
  const choices = [
    [name, partition, foundWords, regions],
    [name, foundWords, regions],
    [name, regions],
    [name],
  ].map((parts) => parts.filter((part) => part !== '').join(' · '));
  return choices.find((choice) => textWidth(choice) <= room) ?? cut(choices.at(-1) ?? '', room);
}

/** Who is scanned of many: whose organization it is, how many accounts, or the one that is looked into. */
function manyWords(state: AppState, { accounts, identity }: ScanState): string {
  const { setting } = state;
  const into = accountInFront(state);
  const own = accounts.find(({ id }) => id === identity?.account);
  const owner = setting.organizationName ?? own?.name ?? null;
  const account = accounts.find(({ id }) => id === into);
  const what = account === undefined ? counted(accounts.length, 'account') : (account.name ?? account.id);
  return oneLine(owner === null ? what : account === undefined ? `${owner} · ${what}` : `${owner} › ${what}`);
}

function accountWords(name: string, account: string): string {
  return name === account ? account : `${name} ${account}`;
}

function regionWords(regions: readonly string[]): string {
  const [only] = regions;
  return regions.length === 1 && only !== undefined ? only : counted(regions.length, 'region');
}

function scanWords(state: AppState): string {
  const { scan } = state;
  if (state.leaving !== null) return state.leaving;
  if (scan === null) return 'no scan yet';
  const { cells, finished, problems } = totalsOfScan(scan);
  switch (scan.stage) {
    case 'identifying':
      return 'asking who and where';
    case 'scanning':
      return scan.accounts.length > 0
        ? manyScanning(scan, state.now)
        : `scanning ${finished}/${cells} · ${elapsed(scan.rerunAt ?? scan.startedAt, state.now)}`;
    case 'complete': {
      const words = problems === 0 ? 'complete' : `complete, ${counted(problems, 'problem')}`;
      const took = scan.endedAt === null ? [] : [elapsed(scan.startedAt, scan.endedAt)];
      const live = [...askHeaderWords(state), ...liveHeaderWords(state)];
      // Who and where needs the room more than how long it took.
      const isNarrow = live.length > 0 && state.size.columns < 110;
      return [words, ...(isNarrow ? [] : took), ...live].join(' · ');
    }
    case 'stopped':
      return [stoppedWords(scan, finished, cells), ...askHeaderWords(state), ...liveHeaderWords(state)].join(
        ' · ',
      );
    case 'refused':
      return 'not scanned';
  }
}

function stoppedWords({ accounts }: ScanState, finished: number, cells: number): string {
  if (accounts.length === 0) return `stopped at ${finished}/${cells}`;
  const done = accounts.filter(({ phase, endedAt }) => endedAt !== null && phase !== 'stopped').length;
  return `stopped at ${done}/${counted(accounts.length, 'account')}`;
}

function manyScanning(scan: ScanState, now: number): string {
  const { accounts, rerunAt, startedAt } = scan;
  const done = accounts.filter(({ endedAt }) => endedAt !== null).length;
  const words = `scanning ${done}/${counted(accounts.length, 'account')}`;
  const left = timeLeftWords(scan, now);
  return [words, elapsed(rerunAt ?? startedAt, now), ...(left === null ? [] : [left])].join(' · ');
}

/** Seconds with one decimal for a minute, then minutes and seconds. */
function elapsed(from: number, to: number): string {
  const span = Math.max(0, to - from);
  return span < 1000 ? `${(span / 1000).toFixed(1)}s` : formatDuration(span);
}

function scanTone(state: AppState): 'plain' | 'good' | 'warning' | 'busy' {
  const { scan } = state;
  if (scan === null || state.leaving !== null) return 'plain';
  if (isRunning(scan)) return 'busy';
  return scan.stage === 'complete' && totalsOfScan(scan).problems === 0 ? 'good' : 'warning';
}
