/** The command of the AWS CLI that deletes one row, or why there is none. */
import type { ResourceKind } from '../../kinds/define/define-resource.ts';
import type { ColumnValues, DeleteCommand } from '../../kinds/define/delete-command.ts';

/** What is read of a row for its command. */
export interface CommandGiven {
  readonly account: string;
  readonly region: string;
  /** The text of a column as AWS gave it; null: unknown. */
  readonly text: (column: string) => string | null;
}

/** The words of a command with its terms, a sentence each, or the reason why there is none. */
export type RowCommand =
  | { readonly command: readonly string[]; readonly terms: readonly string[] }
  | { readonly why: string };

/** The command that deletes a row of this kind. */
export function rowCommand(
  { deleteCommand, title }: Pick<ResourceKind, 'deleteCommand' | 'title'>,
  given: CommandGiven,
): RowCommand {
  if (deleteCommand === 'none') return { why: `snapdeck names none that deletes ${title}` };
  if (!/^\d{12}$/.test(given.account)) return { why: 'its account is not known by its id' };
  const { instead, terms = [] } = deleteCommand;
  if (instead === undefined) return made(deleteCommand, given);
  const isGiven = (given.text(instead.given) ?? '') !== '';
  if (isGiven)
    return made({ ...instead.command, terms: [...terms, ...(instead.command.terms ?? [])] }, given);
  return isOneOf(instead.of, given) ? { why: instead.unknown } : made(deleteCommand, given);
}

function isOneOf({ column, oneOf }: ColumnValues, { text }: CommandGiven): boolean {
  return oneOf.includes(text(column) ?? '');
}

function made(
  { service, operation, options, only, except, terms = [] }: DeleteCommand,
  given: CommandGiven,
): RowCommand {
  const name = `aws ${service} ${operation}`;
  if (only !== undefined && !isOneOf(only, given))
    return { why: `${name} takes only those whose ${named(only.column)} is ${only.oneOf.join(' or ')}` };
  if (except !== undefined && isOneOf(except, given))
    return { why: `${name} takes none whose ${named(except.column)} is ${except.oneOf.join(' or ')}` };
  const words: string[] = [];
  for (const { option, column } of options) {
    const value = given.text(column);
    if (value === null || value === '') return { why: `AWS gave no ${named(column)}, which ${name} needs` };
    if (!canBeGiven(value)) return { why: `its ${named(column)} cannot be given to the AWS CLI` };
    // An option takes what looks like an option only behind an equals sign.
    words.push(...(value.startsWith('-') ? [`${option}=${value}`] : [option, value]));
  }
  return {
    command: ['aws', service, operation, ...words, '--region', given.region],
    terms: terms.flatMap((term) => (isOneOf(term, given) ? [term.words] : [])),
  };
}

/** The columns that the command of a kind, and its terms, are read from. */
export function commandColumns({ deleteCommand }: Pick<ResourceKind, 'deleteCommand'>): readonly string[] {
  return deleteCommand === 'none' ? [] : [...new Set(columnsOf(deleteCommand))];
}

function columnsOf({ options, only, except, terms = [], instead }: DeleteCommand): readonly string[] {
  const asked = [...options, ...(only ? [only] : []), ...(except ? [except] : []), ...terms];
  const own = asked.map(({ column }) => column);
  if (instead === undefined) return own;
  return [...own, instead.of.column, instead.given, ...columnsOf(instead.command)];
}

/** False for what no argument of a program holds, and for what the AWS CLI would read from a file or an address. */
function canBeGiven(value: string): boolean {
  return value.isWellFormed() && !value.includes('\0') && !/^(?:fileb?|https?):\/\//i.test(value);
}

function named(column: string): string {
  return column.replaceAll('_', ' ');
}
