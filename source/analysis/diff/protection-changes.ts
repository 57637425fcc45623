/** How well sources are protected now, and how well they were. */
import type { DatabaseSync } from 'node:sqlite';
import { SOURCES_TAB } from '../../kinds/sources/source-columns.ts';
import type { ProtectionChange } from '../../model/diff.ts';
import type { ScanSide } from '../../store/diff/scan-side.ts';
import { placeOf } from '../../store/diff/scan-side.ts';
import { hasSources } from '../../store/stored-sources.ts';
import { textOrNull } from '../../store/stored-values.ts';
import { freshSources } from '../protection/source-table.ts';
import { type RowPlace, whyUnread } from './absence.ts';
import { TabMatches } from './tab-matches.ts';

/** A source of one side. */
interface Source {
  readonly row: number;
  readonly place: RowPlace;
  readonly id: string;
  readonly service: string;
  readonly protection: string | null;
  readonly reason: string | null;
}

/** One side with a connection of its own. */
interface SourceSide {
  readonly database: DatabaseSync;
  readonly side: ScanSide;
}

/** Both sides' sources: which are the same, and whose protection is another one. */
export interface SourceChanges {
  readonly matches: TabMatches;
  readonly changes: readonly ProtectionChange[];
}

/** Compares the sources of these kinds; null where one of the files does not tell of sources. */
export function sourceChanges(
  sides: { readonly old: SourceSide; readonly new: SourceSide },
  kinds: readonly string[],
): SourceChanges | null {
  if (!hasSources(sides.old.database) || !hasSources(sides.new.database)) return null;
  const [old, now] = [sourcesOf(sides.old.database, kinds), sourcesOf(sides.new.database, kinds)];
  const matches = new TabMatches();
  const changes: ProtectionChange[] = [];
  for (const [name, source] of now) {
    const before = old.get(name);
    if (before !== undefined) matches.match(before.row, source.row);
    else matches.mark('new', source.row, isListed(sides.old.side, source.place) ? 'alone' : 'unknown');
    const was = before?.protection ?? (before === undefined ? missing(sides.old.side, source.place) : null);
    if (was !== source.protection) changes.push(changeOf(source, was, source.protection));
  }
  for (const [name, source] of old) {
    if (now.has(name)) continue;
    const is = missing(sides.new.side, source.place);
    matches.mark('old', source.row, is === null ? 'alone' : 'unknown');
    if (is !== source.protection) changes.push(changeOf({ ...source, reason: null }, source.protection, is));
  }
  return { matches, changes };
}

/** What stands for the protection of a source that a side does not have: none, or unknown where it was not read. */
function missing(side: ScanSide, place: RowPlace): string | null {
  return isListed(side, place) ? null : 'unknown';
}

function isListed(side: ScanSide, place: RowPlace): boolean {
  return whyUnread(side, place) === null && side.cells.get(placeOf(place))?.unlisted === null;
}

function changeOf(
  { place, id, service, reason }: Source,
  old: string | null,
  now: string | null,
): ProtectionChange {
  const { account, region, kind } = place;
  return { kind, account, region, service, source: id, old, new: now, reason };
}

function sourcesOf(database: DatabaseSync, kinds: readonly string[]): ReadonlyMap<string, Source> {
  freshSources(database);
  const sources = new Map<string, Source>();
  const lines = database
    .prepare(
      `SELECT s.row, s.key, s.source_id, s.service, s.protection, s.reason, s.account, s.region, cell.kind
       FROM temp.${SOURCES_TAB} AS s JOIN main.cell ON cell.id = s.cell
       WHERE cell.kind IN (SELECT value FROM json_each(?)) ORDER BY s.row`,
    )
    .iterate(JSON.stringify(kinds));
  for (const line of lines) {
    const place = { account: String(line.account), region: String(line.region), kind: String(line.kind) };
    const name = `${placeOf(place)} ${line.key}`;
    // Another one may have had its name before.
    sources.set(sources.has(name) ? `${name} ${line.row}` : name, {
      row: Number(line.row),
      place,
      id: String(line.source_id),
      service: String(line.service),
      protection: textOrNull(line.protection),
      reason: textOrNull(line.reason),
    });
  }
  return sources;
}
