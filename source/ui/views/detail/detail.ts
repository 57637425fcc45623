import { columnsOfTab, findKind } from '../../../kinds/registry.ts';
import { relationsOf } from '../../../kinds/relations.ts';
import { workedOutColumns } from '../../../kinds/worked-out.ts';
import type { Column, Value } from '../../../model/columns.ts';
import {
  type ByteUnit,
  formatAge,
  formatCount,
  formatInstantSeconds,
  localInstant,
  shownValue,
} from '../../../model/format.ts';
import { itemText } from '../../../model/list-items.ts';
import type { TableRow } from '../../../model/table-query.ts';
import type { Movement } from '../../kit/key-binding.ts';
import { clamp } from '../../kit/layout.ts';
import { moved } from '../../kit/movement.ts';
import { textWidth, wrap } from '../../kit/text.ts';
import { isUnderWay, transferWords } from '../../live/transfer.ts';
import type { AppState } from '../../state/app-state.ts';
import type { Destination } from '../../state/destination.ts';
import type { DetailState } from '../../state/detail-state.ts';
import { type LinkField, linkFields } from './detail-links.ts';

/** One field of a row, in full. */
export interface DetailField {
  readonly header: string;
  readonly about: string;
  /** At least one; the value's own text. */
  readonly lines: readonly string[];
  /** Unknown or not applicable. */
  readonly blank: boolean;
  /** Where Enter leads from it; null: nowhere. */
  readonly to: Destination | null;
  /** How its value is painted. */
  readonly tone: 'plain' | 'warning' | 'link';
}

/** Lines of the view that are not fields: the title above, a rule and what the field means below. */
export const DETAIL_FRAME_LINES = 4;

/** The widest that headers get. */
const WIDEST_HEADER = 30;

/** Every column of the row's own kind; those of its tab where that is worked out, or this version does not know the kind. */
export function detailColumns(row: TableRow, tab: string): readonly Column[] {
  return workedOutColumns(tab) ?? findKind(row.kind)?.columns ?? columnsOfTab(tab);
}

/** Cells for the headers of these columns. */
export function headerWidth(columns: readonly Column[]): number {
  return Math.min(WIDEST_HEADER, Math.max(8, ...columns.map((column) => textWidth(column.header))));
}

const ABOUT_FINDINGS = 'What deserves a second look about this row, and why; then what could not be checked.';
const ABOUT_TRANSFER = 'How far it is, how fast it goes and how long it takes, read again every few seconds.';

/** The lines of a detail: what is wrong with the row, what it is related to, its findings, then every field in full. */
export function detailFields(state: AppState, detail: DetailState, row: TableRow): readonly DetailField[] {
  const { tab } = detail;
  const unit = state.setting.byteUnit;
  // What is read again all the time has grown older since the scan began.
  const now = isUnderWay(row) ? state.now : (state.scan?.startedAt ?? state.now);
  const columns = detailColumns(row, tab);
  const room = Math.max(20, state.size.columns - labelWidth(row, tab) - 4);
  const links = linkFields({ detail, loaded: row, scan: state.scan, unit, room });
  const field = (
    header: string,
    about: string,
    texts: readonly string[],
    to: Destination | null = null,
  ): DetailField => {
    const lines = texts.flatMap((text) => wrap(text, room));
    const tone = to === null ? 'plain' : 'link';
    return { header, about, lines: lines.length > 0 ? lines : [''], blank: texts.length === 0, to, tone };
  };
  const fields = columns.map((column) => {
    const texts = fullValue(column, row.values[column.id] ?? null, unit, now);
    return field(column.header, column.about, texts, linkOfField(column.id, row.kind, links));
  });
  const named = new Set(columns.map((column) => column.id));
  const place = [
    named.has('region') ? [] : [field('Region', 'The region that it was found in.', [row.region])],
    named.has('account')
      ? []
      : [field('Account', 'The account that it was found in.', accountTexts(row, state))],
  ].flat();
  const problem: readonly DetailField[] =
    row.problem === null
      ? []
      : [{ ...field('Problem', 'Why this row is not whole.', row.problem.split('; ')), tone: 'warning' }];
  const found = detail.related?.findings.some(({ isChecked }) => isChecked) === true;
  const findings: DetailField = {
    ...field('Findings', ABOUT_FINDINGS, findingTexts(detail)),
    tone: found ? 'warning' : 'plain',
  };
  const samples = state.live.samples.get(row.row) ?? [];
  const transfer = isUnderWay(row)
    ? [field('Transfer', ABOUT_TRANSFER, [transferWords(row, samples, unit)])]
    : [];
  return [...problem, ...links.map(toField), findings, ...transfer, ...fields, ...place];
}

/** The id of the account and, of many, its name and unit. */
function accountTexts({ account, values }: TableRow, { scan }: Pick<AppState, 'scan'>): readonly string[] {
  if (scan === null || scan.accounts.length === 0) return [account];
  const known = [values.account_name, values.ou].filter(
    (text) => typeof text === 'string' && text !== account,
  );
  return [[account, ...known].join(' · ')];
}

/** Findings in words, a line each; none where there are none. */
function findingTexts({ related, relatedError }: DetailState): readonly string[] {
  if (relatedError !== null) return [`could not be read: ${relatedError}`];
  if (related === null) return ['reading'];
  if (related.findings.length === 0) return ['none'];
  return related.findings.map(({ title, severity, reason, isChecked }) =>
    isChecked ? `${severity}: ${title}: ${reason}` : `not checked: ${title}: ${reason}`,
  );
}

function toField({ header, about, lines, blank, to, doubtful }: LinkField): DetailField {
  return { header, about, lines, blank, to, tone: doubtful ? 'warning' : to === null ? 'plain' : 'link' };
}

/** A field that a relation starts from leads where the relation does. */
function linkOfField(column: string, kind: string, links: readonly LinkField[]): Destination | null {
  const relation = relationsOf(kind).find(
    ({ from, through }) => through === undefined && from.includes(column),
  );
  return links.find(({ id }) => id === relation?.id)?.to ?? null;
}

/** Cells for what stands at the left of the values. */
export function labelWidth(row: TableRow, tab: string): number {
  const titles = relationsOf(row.kind).map(({ title }) => textWidth(title));
  return Math.max(headerWidth(detailColumns(row, tab)), ...titles);
}

/** A value in full: bytes and durations also exactly, instants in UTC and local time; nothing where it is unknown. */
export function fullValue(column: Column, value: Value, unit: ByteUnit, now: number): readonly string[] {
  if (value === null) return [];
  if (typeof value === 'object') return value.map(itemText);
  if (typeof value !== 'number') return [shownValue(column, value, unit)];
  switch (column.type) {
    case 'instant':
      return [`${formatInstantSeconds(value)} UTC`, `${localInstant(value)} local, ${age(value, now)}`];
    case 'bytes': {
      const exact = `${formatCount(value)} ${value === 1 ? 'byte' : 'bytes'}`;
      return [`${shownValue(column, value, unit)} (${exact})`];
    }
    case 'duration':
      return [`${shownValue(column, value, unit)} (${formatCount(value)} ms)`];
    case 'money':
      return [shownValue(column, value, unit)];
    default:
      return [column.unit === undefined ? formatCount(value) : `${formatCount(value)} ${column.unit}`];
  }
}

function age(time: number, now: number): string {
  const words = formatAge(time, now);
  return time > now ? words : `${words} ago`;
}

/** The detail after a movement: the field under the cursor stays in sight, longer ones are scrolled through. */
export function detailMoved(
  detail: DetailState,
  movement: Movement,
  fields: readonly DetailField[],
  height: number,
): DetailState {
  const starts = fieldStarts(fields);
  const end = (field: number) => (starts[field] ?? 0) + (fields[field]?.lines.length ?? 0);
  if (movement === 'down' && end(detail.field) > detail.top + height)
    return { ...detail, top: detail.top + 1 };
  if (movement === 'up' && (starts[detail.field] ?? 0) < detail.top)
    return { ...detail, top: detail.top - 1 };
  const field = moved(movement, detail.field, height, fields.length);
  const start = starts[field] ?? 0;
  const tall = end(field) - start > height;
  // A field that is taller than the window shows the end that one comes from.
  const least = tall && movement === 'up' ? end(field) - height : Math.min(end(field) - height, start);
  const most = tall && movement === 'up' ? end(field) - height : start;
  const top = clamp(detail.top, tall ? most : least, most);
  return { ...detail, field, top: clamp(top, 0, Math.max(0, end(fields.length - 1) - height)) };
}

/** The line at which each field begins. */
export function fieldStarts(fields: readonly DetailField[]): readonly number[] {
  let line = 0;
  return fields.map((field) => {
    const start = line;
    line += field.lines.length;
    return start;
  });
}
