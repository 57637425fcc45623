/** Lines of backups added up, as the query gives them and a scan file keeps them. */
import type { SQLOutputValue } from 'node:sqlite';
import type { BackupColumns } from '../kinds/define/sources.ts';
import { AUTOMATIC, type BackupGroup, type BackupMaker, together } from './backup-group.ts';
import type { SourceKind } from './source-kind.ts';
import { numberOrNull, textOrNull } from './stored-values.ts';

/** A group as the query gives it, and as it is kept: `groupOf` reads it. */
export type GroupLine = readonly SQLOutputValue[];

/** Where the values of such a line stand; `newest` carries the id of the newest behind its time. */
const AT = {
  ...{ cell: 0, key: 1, backups: 2, bytes: 3, newest: 4, copied_at: 5, undated: 6, unfit: 7, origins: 8 },
  ...{ locked: 9, gone: 10, there: 11, service: 12, label: 13, name: 14, place: 15, maker: 16, low: 17 },
  ...{ high: 18, with_low: 19, with_high: 20, parted: 21 },
} as const;

/** The values of such a line by their names, after its cell. */
export const GROUP_VALUES: readonly string[] = Object.keys(AT).slice(1);

/** Digits of a time before the id that is carried along with it through the maximum. */
export const DIGITS = 15;

/** The groups that lines tell of: one each, of what several makers made as one. */
export function* groupsOf(
  lines: Iterable<GroupLine>,
  kind: Pick<SourceKind, 'kind' | 'columns'>,
): Generator<BackupGroup, void, undefined> {
  let group: BackupGroup | undefined;
  for (const line of lines) {
    const next = groupOf(line, kind);
    if (group !== undefined && isSameGroup(group, next)) group = together(group, next);
    else {
      if (group !== undefined) yield group;
      group = next;
    }
  }
  if (group !== undefined) yield group;
}

function isSameGroup(one: BackupGroup, other: BackupGroup): boolean {
  return (
    one.key === other.key &&
    one.cell === other.cell &&
    one.elsewhere === other.elsewhere &&
    one.isFormer === other.isFormer
  );
}

/** What a line says of the backups of a source. */
function groupOf(
  line: GroupLine,
  { kind: { service: serviceOfKind }, columns }: Pick<SourceKind, 'kind' | 'columns'>,
): BackupGroup {
  // By their places: of a hundred thousand lines taking each apart would be a third of all.
  const dated = textOrNull(line[AT.newest]);
  const newest = dated === null ? null : Number(dated.slice(0, DIGITS));
  const isGone = line[AT.gone] === 1;
  const key = String(line[AT.key]);
  const locked = line[AT.locked];
  return {
    cell: Number(line[AT.cell]),
    key,
    backups: Number(line[AT.backups]),
    bytes: numberOrNull(line[AT.bytes]),
    newest,
    newestId: dated === null ? null : dated.slice(DIGITS) || null,
    copiedAt: numberOrNull(line[AT.copied_at]),
    undated: Number(line[AT.undated]),
    unfit: Number(line[AT.unfit]),
    parted: Number(line[AT.parted]),
    origins: originsOf(textOrNull(line[AT.origins])),
    makers: makersOf(line, newest, columns),
    locked: locked === null ? null : locked === 1,
    exists: isGone ? 'no' : line[AT.there] === 1 ? 'yes' : 'unknown',
    isFormer: columns.isNamedAgain === true && isGone,
    service: textOrNull(line[AT.service]) ?? serviceOfKind,
    label: textOrNull(line[AT.label]) ?? key,
    name: textOrNull(line[AT.name]),
    elsewhere: textOrNull(line[AT.place]),
  };
}

const NONE: readonly string[] = [];

/** Most are of one. */
function originsOf(text: string | null): readonly string[] {
  if (text === null) return NONE;
  return text.includes(',') ? [...new Set(text.split(','))] : [text];
}

function makersOf(
  line: GroupLine,
  newest: number | null,
  { makers = [] }: BackupColumns,
): readonly BackupMaker[] {
  const name = textOrNull(line[AT.maker]);
  const backups = Number(line[AT.backups]);
  if (name === null || backups === 0) return [];
  const low = Number(line[AT.with_low]) < backups ? null : numberOrNull(line[AT.low]);
  const high = Number(line[AT.with_high]) < backups ? null : numberOrNull(line[AT.high]);
  if (name === AUTOMATIC.name) return [{ ...AUTOMATIC, newest, low, high }];
  const sort = makers.find(({ title, origin }) => name === origin || name.startsWith(`${title} `));
  const origin = sort?.origin ?? name;
  return [{ name, origin, isNamed: name !== origin, newest, low, high }];
}
