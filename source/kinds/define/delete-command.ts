/** How a row's resource would be deleted with version 2 of the AWS CLI, as data: snapdeck only says so, it deletes nothing. */
import type { Value } from '../../model/columns.ts';

/** One command of the AWS CLI that deletes rows of a kind. */
export interface DeleteCommand {
  /** As the CLI names it: `ec2`. */
  readonly service: string;
  /** As the CLI names it: `delete-snapshot`. */
  readonly operation: string;
  /** What it takes, in order: the option and the column that holds its value. */
  readonly options: readonly { readonly option: string; readonly column: string }[];
  /** Only rows whose column has one of these values are deleted so. */
  readonly only?: ColumnValues;
  /** Rows whose column has one of these values are not: what made them keeps them. */
  readonly except?: ColumnValues;
}

interface ColumnValues {
  readonly column: string;
  readonly oneOf: readonly string[];
}

/**
 * The words of the command for one row: `aws ec2 delete-snapshot --snapshot-id snap-1 --region us-east-1`, a word each,
 * as they are and not quoted for any shell. Null: it does not delete this row, or AWS gave not what it takes.
 */
export function deleteWords(
  { service, operation, options, only, except }: DeleteCommand,
  { region, values }: { readonly region: string; readonly values: Readonly<Record<string, Value>> },
): readonly string[] | null {
  const has = ({ column, oneOf }: ColumnValues) => oneOf.some((value) => value === values[column]);
  if ((only !== undefined && !has(only)) || (except !== undefined && has(except))) return null;
  const words = options.map(({ option, column }) => ({ option, value: values[column] ?? null }));
  if (words.some(({ value }) => typeof value !== 'string' || value === '')) return null;
  return [
    ...['aws', service, operation],
    ...words.flatMap(({ option, value }) => [option, String(value)]),
    ...['--region', region],
  ];
}
