/** What is to be known of a comparison before its rows: what one side lacks, and what was asked otherwise. */
import type { ResourceKind } from '../../kinds/define/define-resource.ts';
import { formatInstant } from '../../model/format.ts';
import { counted } from '../../model/words.ts';
import type { ScanSide, Sides } from '../../store/diff/scan-side.ts';
import { comparedColumns } from './compared-columns.ts';

const SIDES = ['old', 'new'] as const;

/** The notes, a line each; none where all of both scans is compared. */
export function comparisonNotes(
  sides: Sides,
  kinds: readonly ResourceKind[],
  asked: readonly string[] | null,
  only: readonly string[] | null,
): readonly string[] {
  return [
    ...inReverse(sides),
    ...SIDES.flatMap((side) => unfinished(sides[side], side)),
    ...kindsOfOneSide(sides, only),
    ...SIDES.flatMap((side) => ofOneSide(sides, side, 'accounts')),
    ...SIDES.flatMap((side) => ofOneSide(sides, side, 'regions')),
    ...kinds.flatMap((kind) => columnsOfOneSide(sides, kind, asked)),
    ...otherVersions(sides),
  ];
}

/** Whoever names the scans in the wrong order reads new for gone. */
function inReverse({ old, new: now }: Sides): readonly string[] {
  if (old.facts.startedAt <= now.facts.startedAt) return [];
  const [first, second] = [old, now].map(({ facts }) => `${formatInstant(facts.startedAt)} UTC`);
  return [`The old scan is the later one (${first}, the new one ${second}): are they the wrong way round?`];
}

function unfinished({ facts }: ScanSide, side: 'old' | 'new'): readonly string[] {
  if (facts.complete) return [];
  if (facts.endedAt === null) return [`The ${side} scan has not ended: what it has read so far is compared.`];
  return [`The ${side} scan was stopped: what it had not read is unknown.`];
}

function kindsOfOneSide({ old, new: now }: Sides, only: readonly string[] | null): readonly string[] {
  const asked = (id: string): boolean => only === null || only.includes(id);
  const alone = (side: ScanSide, other: ScanSide) =>
    [...side.kinds].filter((id) => asked(id) && !other.kinds.has(id));
  return [
    ...alone(old, now).map((id) => `Not compared: ${id}, which only the old scan has (${rowsOf(old, id)}).`),
    ...alone(now, old).map((id) => `Not compared: ${id}, which only the new scan has (${rowsOf(now, id)}).`),
  ];
}

function rowsOf(side: ScanSide, kind: string): string {
  let rows = 0;
  for (const cell of side.cells.values()) if (cell.kind === kind) rows += cell.rows;
  return counted(rows, 'row');
}

function ofOneSide(sides: Sides, side: 'old' | 'new', what: 'accounts' | 'regions'): readonly string[] {
  const namesOf = ({ accounts, facts }: ScanSide): readonly string[] =>
    what === 'accounts' ? [...accounts.keys()] : facts.regions;
  const others = new Set(namesOf(sides[side === 'old' ? 'new' : 'old']));
  const alone = namesOf(sides[side]).filter((name) => !others.has(name));
  if (alone.length === 0) return [];
  const more = alone.length > 3 ? ` and ${alone.length - 3} more` : '';
  return [
    `Only the ${side} scan has the ${what} ${alone.slice(0, 3).join(', ')}${more}: unknown in the other.`,
  ];
}

function columnsOfOneSide(
  sides: Sides,
  kind: ResourceKind,
  asked: readonly string[] | null,
): readonly string[] {
  const { lacking } = comparedColumns(kind, asked, sides);
  if (lacking.length === 0) return [];
  return [
    `Not compared of ${kind.id}: ${lacking.map(({ id }) => id).join(', ')}, which one of the scans does not have, or has otherwise.`,
  ];
}

function otherVersions({ old, new: now }: Sides): readonly string[] {
  const [one, other] = [old.facts.version, now.facts.version];
  return one === other ? [] : [`Written by snapdeck ${one} and ${other}: what both tell is compared.`];
}
