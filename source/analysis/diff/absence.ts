/** What it means that a row of one scan is not in the other one: that it was not there, or that this cannot be told. */
import { type LeftOut, REMEMBERED_DAYS } from '../../kinds/define/absence.ts';
import type { None } from '../../kinds/define/none.ts';
import { formatDay } from '../../model/format.ts';
import { counted } from '../../model/words.ts';
import { placeOf, type ScanSide, type SideCell } from '../../store/diff/scan-side.ts';

/** Where a row is, and what it is. */
export type RowPlace = Pick<SideCell, 'account' | 'region' | 'kind'>;

const DAY_MS = 86_400_000;

/** A partial cell that was read to its end: only what some of its rows say is senseless. */
const NOTHING_LACKS = 'Senseless';

/** Why a row of this place may have been there although a scan has none; null: what is not in the scan was not there. */
export function whyUnread(side: ScanSide, place: RowPlace): string | null {
  const cell = side.cells.get(placeOf(place));
  const { account, region, kind } = place;
  if (cell !== undefined) return whyCellUnread(cell);
  const refused = side.accounts.get(account);
  if (refused === undefined) return `account ${account} was not scanned`;
  if (refused !== null) return `account ${account} was not read: ${refused}`;
  if (side.facts.regionsOff.includes(region)) return `${region} was off`;
  return side.facts.regions.includes(region)
    ? `${kind} of ${region} was not read`
    : `${region} was not scanned`;
}

function whyCellUnread({ region, kind, phase, error, lacking }: SideCell): string | null {
  if (phase === 'done' || phase === 'empty') return null;
  const words = error === null ? '' : `, ${error.code}: ${error.message}`;
  const what = `${kind} of ${region}`;
  if (phase === 'partial') {
    if (lacking === null || error?.code === NOTHING_LACKS) return null;
    return `${what}: partial, ${lacking ?? `${error?.code ?? ''}: ${error?.message ?? ''}`}`;
  }
  if (phase === 'queued' || phase === 'running' || phase === 'waiting') return `${what}: not read yet`;
  if (phase === 'stopped') return `${what}: the scan was stopped`;
  return `${what}: ${phase}${words}`;
}

/** True where what a row of the cell does not say may just not have been read. */
export function isHalfRead(side: ScanSide, place: RowPlace): boolean {
  return side.cells.get(placeOf(place))?.phase === 'partial';
}

/** That a row is not known, or has aged out, with the reason; null: neither. */
export type Excuse = { readonly change: 'unknown' | 'aged-out'; readonly why: string } | null;

/** Why the settings of a scan, or AWS's memory, keep a row out of it, by what `leftOut` tells of the row. */
export function leftOutOf(side: ScanSide, other: ScanSide, leftOut: LeftOut | None, told: unknown): Excuse {
  if (leftOut === 'none') return null;
  if (leftOut.by === 'location type') return leftOutByType(side, told);
  const time = typeof told === 'number' ? told : null;
  return leftOut.by === 'days' ? leftOutByDays(side, other, time) : leftOutByDate(side, time);
}

function leftOutByType({ facts: { options } }: ScanSide, told: unknown): Excuse {
  const types = options.location_types;
  if (!Array.isArray(types) || types.length === 0 || typeof told !== 'string') return null;
  if (types.includes(told.toLowerCase())) return null;
  return { change: 'unknown', why: `--location-type ${types.join(',')} leaves it out` };
}

function leftOutByDate({ facts: { options } }: ScanSide, time: number | null): Excuse {
  const [since, until] = [instantOf(options.since), instantOf(options.until)];
  if (time === null) return null;
  if (since !== null && time < since)
    return { change: 'unknown', why: `--since ${formatDay(since)} leaves it out` };
  if (until !== null && time >= until)
    return { change: 'unknown', why: `it is later than --until ${formatDay(until - 1)}` };
  return null;
}

/** Beyond the days that both scans asked for, or that AWS remembers, it aged out; beyond those of this one alone it was left out. */
function leftOutByDays(side: ScanSide, other: ScanSide, time: number | null): Excuse {
  const days = daysOf(side);
  if (time === null)
    return { change: 'unknown', why: 'when it began is not known, so that it may have aged out' };
  const { startedAt } = side.facts;
  const remembered = Math.min(REMEMBERED_DAYS, Math.max(days, daysOf(other)));
  if (time < startedAt - remembered * DAY_MS)
    return { change: 'aged-out', why: `it began more than ${counted(remembered, 'day')} before the scan` };
  if (time < startedAt - days * DAY_MS) return { change: 'unknown', why: `--days ${days} leaves it out` };
  return null;
}

function daysOf({ facts: { options } }: ScanSide): number {
  return typeof options.execution_days === 'number' ? options.execution_days : REMEMBERED_DAYS;
}

function instantOf(option: unknown): number | null {
  const time = typeof option === 'string' ? Date.parse(option) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}

/** That a row left by itself, as it had said: by an instant, or by how many days were left; null: it did not say so. */
export function leftByItself(
  told: readonly { readonly type: string; readonly value: unknown }[],
  had: ScanSide,
  has: ScanSide,
): string | null {
  const now = has.facts.startedAt;
  for (const { type, value } of told) {
    if (typeof value !== 'number' || value < 0) continue;
    const at = type === 'instant' ? value : had.facts.startedAt + value * DAY_MS;
    if (at <= now) return `its own date of deletion was ${formatDay(at)}`;
  }
  return null;
}
