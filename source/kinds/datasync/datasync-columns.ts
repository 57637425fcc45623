import type { ColumnSpec, ColumnType } from '../../model/columns.ts';

type Extras = Partial<
  Pick<ColumnSpec<unknown>, 'label' | 'unit' | 'mayBeFuture' | 'mayBeNegative' | 'restless' | 'noChange'>
>;

/** A column on screen by default. */
export function shown<Row>(
  header: string,
  type: ColumnType,
  width: number,
  about: string,
  value: ColumnSpec<Row>['value'],
  extras: Extras = {},
): ColumnSpec<Row> {
  return { header, type, width, shown: true, about, value, ...extras };
}

/** A column that the workbook and the detail have, and the screen on demand. */
export function hidden<Row>(
  header: string,
  type: ColumnType,
  width: number,
  about: string,
  value: ColumnSpec<Row>['value'],
  extras: Extras = {},
): ColumnSpec<Row> {
  return { ...shown(header, type, width, about, value, extras), shown: false };
}

/** The columns of one sheet of the old export, under the same names and in the same order. */
export function answering<Row>(
  sheet: string,
  columns: readonly ColumnSpec<Row>[],
): readonly ColumnSpec<Row>[] {
  return columns.map((column) => ({ ...column, answers: `${sheet}: ${column.header}` }));
}
