/** What stands beside the id of an account wherever an export has one. */
import type { Column, Value } from '../model/columns.ts';
import type { ExportInput } from './export-input.ts';

/** What is known of an account beside its id; null: not known. */
export interface AccountLabel {
  readonly name: string | null;
  /** Its organizational units from the root on. */
  readonly ou: string | null;
}

/** The labels of a scan's accounts; of one account only its name is known. */
export function accountLabels({
  accounts,
  facts: { identity },
}: Pick<ExportInput, 'accounts' | 'facts'>): (account: string) => AccountLabel {
  const labels = new Map<string, AccountLabel>(accounts.map(({ id, name, ou }) => [id, { name, ou }]));
  // An account without a name goes by its number, which is no name.
  if (identity !== null && !labels.has(identity.account) && identity.accountName !== identity.account)
    labels.set(identity.account, { name: identity.accountName || null, ou: null });
  return (account) => labels.get(account) ?? NO_LABEL;
}

const NO_LABEL: AccountLabel = { name: null, ou: null };

/** A column as tables of an export have it. */
export type HeadedColumn = Pick<Column, 'header' | 'type'>;

/** The column that says which account a line is of. */
export const ACCOUNT_COLUMN: HeadedColumn = { header: 'Account', type: 'text' };
/** What may stand beside it. */
export const ACCOUNT_NAME_COLUMN: HeadedColumn = { header: 'Account Name', type: 'text' };
export const OU_COLUMN: HeadedColumn = { header: 'OU', type: 'text' };

/** A table with what it is to hold more. */
export interface LabelledTable {
  readonly columns: readonly HeadedColumn[];
  readonly line: (values: readonly Value[]) => readonly Value[];
}

/** Lines as `line` makes them, one at a time. */
export function* eachLine(
  lines: Iterable<readonly Value[]>,
  line: LabelledTable['line'],
): Generator<readonly Value[], void, undefined> {
  for (const values of lines) yield line(values);
}

/** A sheet's columns with the name of the account behind its id; as they are where the scan is of one account. */
export function withAccountNames(columns: readonly HeadedColumn[], source: ExportInput): LabelledTable {
  const at = columns.findIndex(({ header }) => header === ACCOUNT_COLUMN.header) + 1;
  if (source.accounts.length === 0 || at === 0) return { columns, line: (values) => values };
  const labelOf = accountLabels(source);
  return {
    columns: columns.toSpliced(at, 0, ACCOUNT_NAME_COLUMN),
    line: (values) => values.toSpliced(at, 0, labelOf(String(values[at - 1])).name),
  };
}

/** A csv file's columns with the name and the units of the account at the end, in every scan alike. */
export function withAccountLabels(columns: readonly HeadedColumn[], source: ExportInput): LabelledTable {
  const at = columns.findIndex(({ header }) => header === ACCOUNT_COLUMN.header);
  const labelOf = accountLabels(source);
  return {
    columns: [...columns, ACCOUNT_NAME_COLUMN, OU_COLUMN],
    line: (values) => {
      const { name, ou } = labelOf(String(values[at]));
      return [...values, name, ou];
    },
  };
}
