/** Lines of backups added up, as the query gives them and a scan file keeps them. */
import type { SQLOutputValue } from 'node:sqlite';
import type { BackupColumns } from '../kinds/define/sources.ts';
import { AUTOMATIC, type BackupGroup, type BackupMaker, together } from './backup-group.ts';
import type { SourceKind } from './source-kind.ts';
import { numberOrNull, textOrNull } from './stored-values.ts';

/** A group as the query gives it, and as it is kept: `groupOf` reads it. */
export type GroupLine = readonly SQLOutputValue[];

/** The values of such a line, after its cell; `newest` carries the id of the newest behind its time. */
export const GROUP_VALUES: readonly string[] = [
  ...['key', 'backups', 'bytes', 'newest', 'copied_at', 'undated', 'unfit', 'origins', 'locked'],
  ...['gone', 'there', 'service', 'label', 'name', 'place', 'maker', 'low', 'high', 'with_low', 'with_high'],
  'parted',
];

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
  const [cell, key, backups, bytes, newest, copiedAt, undated, unfit, origins, locked, ...about] = line;
  const [gone, there, service, label, name, elsewhere, ...made] = about;
  const [, , , , , parted] = made;
  const dated = textOrNull(newest);
  const newestAt = dated === null ? null : Number(dated.slice(0, DIGITS));
  return {
    cell: Number(cell),
    key: String(key),
    backups: Number(backups),
    bytes: numberOrNull(bytes),
    newest: newestAt,
    newestId: dated === null ? null : dated.slice(DIGITS) || null,
    copiedAt: numberOrNull(copiedAt),
    undated: Number(undated),
    unfit: Number(unfit),
    parted: Number(parted),
    origins: textOrNull(origins)?.split(',') ?? [],
    makers: makersOf(made, Number(backups), newestAt, columns),
    locked: locked === null ? null : locked === 1,
    exists: gone === 1 ? 'no' : there === 1 ? 'yes' : 'unknown',
    isFormer: columns.isNamedAgain === true && gone === 1,
    service: textOrNull(service) ?? serviceOfKind,
    label: textOrNull(label) ?? String(key),
    name: textOrNull(name),
    elsewhere: textOrNull(elsewhere),
  };
}

function makersOf(
  [made, low, high, withLow, withHigh]: readonly SQLOutputValue[],
  backups: number,
  newest: number | null,
  { makers = [] }: BackupColumns,
): readonly BackupMaker[] {
  const name = textOrNull(made);
  if (name === null || backups === 0) return [];
  const costs = {
    low: Number(withLow) < backups ? null : numberOrNull(low),
    high: Number(withHigh) < backups ? null : numberOrNull(high),
  };
  if (name === AUTOMATIC.name) return [{ ...AUTOMATIC, newest, ...costs }];
  const sort = makers.find(({ title, origin }) => name === origin || name.startsWith(`${title} `));
  const origin = sort?.origin ?? name;
  return [{ name, origin, isNamed: name !== origin, newest, ...costs }];
}
