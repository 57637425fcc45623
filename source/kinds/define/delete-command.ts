/**
 * How a row's resource would be deleted with version 2 of the AWS CLI, as data: snapdeck only says so, it deletes nothing.
 * `aws ec2 delete-snapshot --snapshot-id snap-1 --region us-east-1`: service, operation, each option with the value of its
 * column, and the region that every command takes. Where AWS gave no such value there is no command for the row.
 */

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
  /** How those rows are deleted that something else keeps. */
  readonly instead?: OtherCommand;
  /** Each is kept and billed as a whole: deleting one saves all that it costs, whatever others of its source there are. */
  readonly isWhole?: true;
  /** What is to be known before rows whose column has one of these values are deleted, a sentence each. */
  readonly terms?: readonly (ColumnValues & { readonly words: string })[];
}

/** How rows are deleted that something else keeps. */
export interface OtherCommand {
  /** Rows whose column has one of these values, and all that have a value of `given`. */
  readonly of: ColumnValues;
  readonly given: string;
  readonly command: DeleteCommand;
  /** Why there is no command for one of them that has no value of `given`. */
  readonly unknown: string;
}

/** Some values of a column. */
export interface ColumnValues {
  readonly column: string;
  readonly oneOf: readonly string[];
}
