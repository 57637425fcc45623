/**
 * Plain snapshots: each is a whole one, billed by all of its size, shared with nobody as far as its listing tells; mostly
 * of something that goes by its name. What such kinds have alike stands here and in the files beside it.
 */
import type { CollectedRow } from '../define/define-resource.ts';
import type { Origin } from './origin.ts';
import type { SourceExists } from './snapshot-values.ts';

/** A plain snapshot as a row. */
export interface PlainSnapshot extends CollectedRow {
  readonly id: string | undefined;
  readonly arn: string | undefined;
  /** What it was made of, by its name or id. */
  readonly source: string | undefined;
  /** What that is called, where it is there. */
  readonly sourceName: string | undefined;
  /** Null where the sources could not be listed. */
  readonly sourceExists: SourceExists | null;
  /** In AWS's word. */
  readonly type: string | undefined;
  /** Null where AWS gives a type that is not known here. */
  readonly origin: Origin | null;
  /** Bytes. */
  readonly size: number | undefined;
  readonly status: string | undefined;
  /** The instant that its data is of. */
  readonly createdAt: Date | undefined;
  readonly kmsKey: string | undefined;
}

/** The names of sources that are there; undefined: they could not be listed. */
export type SourceNames = ReadonlySet<string> | undefined;

/** A source that goes by its name, with whether one of that name is there. */
export function sourceByName(
  source: string | undefined,
  listings: readonly SourceNames[],
): Pick<PlainSnapshot, 'source' | 'sourceExists' | 'sourceName'> {
  const sourceExists = existsIn(source, listings);
  return { source, sourceExists, sourceName: sourceExists === 'yes' ? source : undefined };
}

/** Whether a source of that name is there, in one of several listings, of which each may have failed. */
export function existsIn(source: string | undefined, listings: readonly SourceNames[]): SourceExists | null {
  if (source === undefined) return 'unknown';
  if (listings.some((names) => names?.has(source) === true)) return 'yes';
  return listings.includes(undefined) ? null : 'no';
}

/** Services say `automated` and `manual`, or `system` and `user`. */
export function plainOrigin(type: string | undefined): Origin | null {
  if (type === 'automated' || type === 'system') return 'automated';
  return type === 'manual' || type === 'user' ? 'manual' : null;
}

/** A part of a snapshot, as its service writes it. */
interface SnapshotPart {
  /** `6 MB`. */
  readonly size: string | undefined;
  readonly createdAt: Date | undefined;
}

/** The size and the time of a snapshot that is told by its parts: those of all of them, and of the earliest. */
export function sumOfParts(
  parts: readonly SnapshotPart[],
): Pick<PlainSnapshot, 'size' | 'createdAt' | 'problem'> {
  const sizes = parts.map(({ size }) => bytesOf(size));
  const isMisread = parts.some(({ size }, index) => isGiven(size) && sizes[index] === undefined);
  return {
    size: sumOfAll(sizes),
    createdAt: earliest(parts.map(({ createdAt }) => createdAt)),
    problem: isMisread ? MISREAD : undefined,
  };
}

/** Said of a size that is written as text. */
export const MISREAD = 'its size cannot be read';

/** True for a text that AWS gave. */
export function isGiven(text: string | undefined): boolean {
  return text !== undefined && text !== '';
}

const UNITS: Readonly<Record<string, number>> = { B: 0, KB: 1, MB: 2, GB: 3, TB: 4 };

/** A size as ElastiCache and MemoryDB write it (`6 MB`) in bytes; undefined: they give none, or one that is no size. */
export function bytesOf(text: string | undefined): number | undefined {
  const [, number = '', unit = ''] = /^\s*(\d+(?:\.\d+)?)\s*([KMGT]?B)\s*$/i.exec(text ?? '') ?? [];
  const power = UNITS[unit.toUpperCase()];
  return power === undefined ? undefined : Math.round(Number(number) * 1024 ** power);
}

/** Undefined where one of them is not known, or there are none. */
function sumOfAll(sizes: readonly (number | undefined)[]): number | undefined {
  if (sizes.length === 0) return undefined;
  return sizes.reduce((sum, size) => (sum === undefined || size === undefined ? undefined : sum + size), 0);
}

function earliest(times: readonly (Date | undefined)[]): Date | undefined {
  const known = times.flatMap((time) => (time === undefined || Number.isNaN(time.getTime()) ? [] : [time]));
  return known.length === 0 ? undefined : known.reduce((one, other) => (other < one ? other : one));
}
