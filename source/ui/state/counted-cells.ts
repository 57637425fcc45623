import { type AccountState, isInactive } from '../../model/account.ts';
import { type CellState, type Phase, type ScanState, scannedCells } from '../../model/cell.ts';

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
