/**
 * How a row's resource is looked at with version 2 of the AWS CLI, as data: `aws ec2 describe-snapshots --snapshot-ids
 * snap-1 --region us-east-1`. All of them only read.
 */
import type { ColumnValues } from './delete-command.ts';

/** One command of the AWS CLI that describes rows of a kind. */
export interface DescribeCommand {
  /** As the CLI names it: `ec2`. */
  readonly service: string;
  /** As the CLI names it: `describe-snapshots`. */
  readonly operation: string;
  /** What it takes, in order: the option and the column that holds its value. Without the value there is no command. */
  readonly options: readonly { readonly option: string; readonly column: string }[];
  /** What it takes besides where AWS gave the value. */
  readonly ifGiven?: readonly { readonly option: string; readonly column: string }[];
  /** Options without a value. */
  readonly flags?: readonly string[];
  /** Only rows whose column has one of these values are described so. */
  readonly only?: ColumnValues;
}

/** The command with the one option that most of them take. */
export function describedBy(
  service: string,
  operation: string,
  option: string,
  column: string,
): DescribeCommand {
  return { service, operation, options: [{ option, column }] };
}
