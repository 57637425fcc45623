import type { RelatedRows } from '../../../analysis/related-rows.ts';
import { isRelationOf, relatedFilter, startingValues } from '../../../analysis/relations.ts';
import { unfinishedNotes } from '../../../analysis/shortfall.ts';
import { AT_SOURCE, type Relation, SAME_SOURCE } from '../../../kinds/define/relation.ts';
import { columnsOfTab, findKind, kindsOfTab } from '../../../kinds/registry.ts';
import { relationsOf } from '../../../kinds/relations.ts';
import { SOURCES_TAB } from '../../../kinds/sources/source-columns.ts';
import type { ScanState } from '../../../model/cell.ts';
import { type ByteUnit, formatCount, shownValue } from '../../../model/format.ts';
import { joinedItems } from '../../../model/list-items.ts';
import type { TableRow } from '../../../model/table-query.ts';
import { wrap } from '../../kit/text.ts';
import type { Destination } from '../../state/destination.ts';
import type { DetailState } from '../../state/detail-state.ts';
import { cellsOfTab } from '../../state/scan-totals.ts';
import { NO_FILTER } from '../../state/table.ts';
import { foundIn, nothingFound } from './place-words.ts';
import { sharingLines } from './sharing-words.ts';
import { timelineLines } from './timeline.ts';

/** A line of a detail that leads to what is related to the row. */
export interface LinkField {
  readonly id: string;
  readonly header: string;
  readonly about: string;
  readonly lines: readonly string[];
  readonly blank: boolean;
  /** Where Enter leads; null where there is nothing to go to. */
  readonly to: Destination | null;
  /** Nobody could look: its text says why. */
  readonly doubtful: boolean;
}

/** What the fields of a detail are made of. */
export interface DetailGiven {
  readonly detail: DetailState;
  readonly loaded: TableRow;
  readonly scan: ScanState | null;
  readonly unit: ByteUnit;
  /** Cells for a value. */
  readonly room: number;
}

/** One row of a tab in short. */
function nounOf(tab: string): string {
  return kindsOfTab(tab)[0]?.noun ?? 'row';
}

/** The links of a row, and for a snapshot the timeline of its source, with a blank line below them. */
export function linkFields(given: DetailGiven): readonly LinkField[] {
  const { detail, loaded } = given;
  const links = relationsOf(loaded.kind)
    .filter((relation) => isRelationOf(relation, loaded))
    .map((relation) => linkField(relation, given));
  const hasTimeline = relationsOf(loaded.kind).some(
    (relation) => relation.id === SAME_SOURCE && startingValues(relation, loaded) !== null,
  );
  const fields = hasTimeline && detail.relatedError === null ? [...links, timelineField(given)] : links;
  return fields.map((field, index) =>
    index === fields.length - 1 ? { ...field, lines: [...field.lines, ''] } : field,
  );
}

function timelineField(given: DetailGiven): LinkField {
  const { detail, loaded, unit, room } = given;
  const snapshots = detail.related === null ? null : (detail.related.timeline ?? []);
  const leftOut = detail.related?.timelineLeftOut ?? 0;
  // A source is none of its backups, whatever number its row has.
  const row = detail.tab === SOURCES_TAB ? -1 : loaded.row;
  return {
    id: 'timeline',
    header: 'Timeline',
    about: 'Sizes of all snapshots of its source over time; ^ marks this one, blanks are times without any.',
    lines: timelineLines({ snapshots, row, leftOut, noneWords: noneWords(given) }, unit, room),
    blank: false,
    to: null,
    doubtful: false,
  };
}

/** Said of a timeline where no backup of its source was found; undefined: some were. */
function noneWords(given: DetailGiven): string | undefined {
  const found = given.detail.related?.rows.find(({ relation }) => relation === SAME_SOURCE);
  if (found?.count !== 0) return undefined;
  const relation = relationsOf(given.loaded.kind).find(({ id }) => id === SAME_SOURCE);
  const note = relation === undefined ? '' : noteOf(relation, given);
  return note === '' ? 'there are none' : `none found, ${note}`;
}

function linkField(relation: Relation, given: DetailGiven): LinkField {
  const { detail, loaded, room } = given;
  const found = detail.related?.rows.find((rows) => rows.relation === relation.id);
  const note = noteOf(relation, given);
  const isReading = detail.related === null && detail.relatedError === null;
  const field = (text: string, to: Destination | null, doubtful = false): LinkField => ({
    id: relation.id,
    header: relation.title,
    about: isReading ? 'Looking for what is related to it.' : aboutLink(to, relation),
    lines: text === '' ? [''] : wrap(text, room),
    blank: text === '',
    to,
    doubtful,
  });
  if (detail.relatedError !== null) return field(`could not be read: ${detail.relatedError}`, null, true);
  if (detail.related === null) return field('reading', null);
  if (found === undefined || found.count === null) return field('', null);
  if (found.sharing !== null) {
    const to = found.count === 0 ? null : destinationOf(relation, found, loaded);
    const lines = sharingLines(found.sharing, note).flatMap((line) => wrap(line, room));
    return { ...field('', to, found.sharing.with === null), lines, blank: false };
  }
  const subject = subjectOf(relation, loaded);
  if (found.count === 0 && found.place !== null) {
    const { text, doubtful } = nothingFound(found.place);
    return field(text, null, doubtful);
  }
  if (found.count === 0)
    return field(`${subject}none${note === '' ? '' : ` found, ${note}`}`, null, note !== '');
  const to = isItself(found, loaded) ? null : destinationOf(relation, found, loaded);
  const where = `${foundIn(found.place)}${sourceWords(relation, found)}`;
  const words = `${subject}${where}${countWords(relation, found, given)}${note === '' ? '' : `, ${note}`}`;
  return field(words, to);
}

/** Why there may be more: the cells that were not read to their end. */
function noteOf({ tab, sameRegion }: Relation, { scan, loaded }: DetailGiven): string {
  if (scan === null) return '';
  // What DataSync names of itself is in the same region.
  const isDataSync = [loaded.kind, ...kindsOfTab(tab).map(({ id }) => id)].every(
    (kind) => findKind(kind)?.group === 'datasync',
  );
  const region = sameRegion || isDataSync ? loaded.region : null;
  return unfinishedNotes(cellsOfTab(scan, tab, { region, kind: null })).join(', ');
}

function aboutLink(to: Destination | null, { tab }: Relation): string {
  if (to === null) return 'There is nothing to go to here.';
  return to.to === 'row' ? `Enter opens this ${nounOf(tab)}.` : 'Enter opens these rows as a table.';
}

function subjectOf({ subject }: Relation, { values }: TableRow): string {
  const value = subject === null ? null : (values[subject] ?? null);
  if (value === null || (typeof value === 'object' && value.length === 0)) return '';
  const gone = subject === 'source' && values.source_exists === 'no' ? ' (gone)' : '';
  return `${typeof value === 'object' ? joinedItems(value) : String(value)}${gone}: `;
}

function countWords({ tab, newest }: Relation, found: RelatedRows, { loaded, unit }: DetailGiven): string {
  const { count, first } = found;
  const telling = first === null ? '' : tellingWords(tab, first, unit);
  if (isItself(found, loaded)) return 'only this one';
  if (count === 1) return telling;
  const spread = (found.accounts ?? 0) > 1 ? ` in ${formatCount(found.accounts)} accounts` : '';
  const noun = `${formatCount(count)} ${nounOf(tab)}s${spread}`;
  if (newest === null || telling === '') return noun;
  return `${noun}, the newest ${telling}`;
}

/** Whether a source in another account is still there, as its own account has it. */
function sourceWords({ id }: Relation, { first }: RelatedRows): string {
  const exists = id === AT_SOURCE ? first?.values.source_exists : null;
  if (exists === 'yes') return 'its source is still there; ';
  return exists === 'no' ? 'its source is no longer there; ' : '';
}

/** True where what was found is just the row that was started from. */
function isItself({ count, first }: RelatedRows, { row, kind }: TableRow): boolean {
  return count === 1 && first?.row === row && first.kind === kind;
}

/** What tells a row from others in a few words; the end of its ARN where it has no name. */
export function tellingWords(tab: string, row: TableRow, unit: ByteUnit): string {
  const columns = columnsOfTab(tab);
  const words = (kindsOfTab(tab)[0]?.telling ?? []).flatMap((id) => {
    const column = columns.find((known) => known.id === id);
    const text = column === undefined ? '' : shownValue(column, row.values[id] ?? null, unit);
    return text === '' ? [] : [text];
  });
  if (words.length > 0) return words.join(' ');
  const arn = columns.find((column) => column.type === 'arn' && typeof row.values[column.id] === 'string');
  const text = arn === undefined ? '' : String(row.values[arn.id]);
  return text.slice(text.lastIndexOf('/') + 1) || 'without a name';
}

function destinationOf(
  relation: Relation,
  { values, count, first }: RelatedRows,
  start: TableRow,
): Destination {
  const { tab, sameRegion } = relation;
  const text = relatedFilter(relation, values ?? [], start);
  const filter = { ...NO_FILTER, text, region: sameRegion ? start.region : null };
  return count === 1 && first !== null
    ? { to: 'row', tab, filter, row: first.row }
    : { to: 'table', tab, filter };
}
