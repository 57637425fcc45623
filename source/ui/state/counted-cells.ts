import { type AccountState, isInactive } from '../../model/account.ts';
import { type CellState, isProblem, type Phase, type ScanState, scannedCells } from '../../model/cell.ts';

const known = new WeakMap<ScanState, readonly CellState[]>();

/**
 * The cells that numbers over a scan are of. Of many accounts also a cell in no region for each kind of an account of
 * which nothing was read: what it has is in no number.
 */
export function countedCells(scan: ScanState): readonly CellState[] {
  if (scan.accounts.length === 0) return scannedCells(scan);
  const made = known.get(scan) ?? [...scannedCells(scan), ...unreadCells(scan)];
  known.set(scan, made);
  return made;
}

/**
 * True for a cell that numbers over it are at least for: it ended with a problem, or stands for an account of which
 * nothing was read so far.
 */
export function isShortCell({ phase, region }: Pick<CellState, 'phase' | 'region'>): boolean {
  return isProblem(phase) || region === '';
}

/**
 * The cells that tell what numbers over one account of many lack: its problems and what is still to be read, or one in no
 * region for each kind where nothing was read.
 */
export function shortCellsOf(scan: ScanState, id: string): readonly CellState[] {
  const account = scan.accounts.find((one) => one.id === id);
  if (account === undefined) return [];
  if (isUnread(account)) return scan.kinds.map((kind) => cellOf(account, kind, account.phase));
  if (scan.lookedInto?.account === id) return scan.lookedInto.cells;
  // In how many regions a kind is still to be read is known, and not in which.
  const open = account.kinds.flatMap(({ kind, cells, finished }) =>
    account.regions.slice(0, cells - finished).map((region) => ({ kind, region })),
  );
  return [
    ...scan.problems.filter((cell) => cell.account === id),
    ...open.map(({ kind, region }) => ({ ...cellOf(account, kind, 'running'), region })),
  ];
}

/** True where nothing was read of an account so far: numbers over the whole scan are at least. */
export function hasUnread({ accounts }: Pick<ScanState, 'accounts'>): boolean {
  return accounts.some(isUnread);
}

function isUnread(account: AccountState): boolean {
  return account.kinds.length === 0 && !isInactive(account);
}

function unreadCells({ accounts, kinds }: ScanState): readonly CellState[] {
  const unread = accounts.filter(isUnread);
  const ended = unread.filter(({ phase }) => phase === 'denied' || phase === 'failed' || phase === 'stopped');
  // Those to come are told of together: thousands of them would be as many objects for every redraw.
  const [next] = unread.filter(({ phase }) => phase === 'queued' || phase === 'running');
  return [...ended, ...(next === undefined ? [] : [next])].flatMap((account) =>
    kinds.map((kind) => cellOf(account, kind, account.phase)),
  );
}

function cellOf({ id, error }: AccountState, kind: string, phase: Phase): CellState {
  return {
    ...{ id: -1, account: id, partition: '', region: '', kind, phase },
    ...{ rows: 0, calls: 0, retries: 0, startedAt: null, endedAt: null, read: null, error, waiting: null },
  };
}
