/** The command of the AWS CLI that deletes one row, or why there is none. */
import type { ResourceKind } from '../../kinds/define/define-resource.ts';
import type { ColumnValues, DeleteCommand } from '../../kinds/define/delete-command.ts';
import { columnWords, optionWords } from '../option-words.ts';

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
  row: CommandGiven,
): RowCommand {
  const name = `aws ${service} ${operation}`;
  if (only !== undefined && !isOneOf(only, row))
    return {
      why: `${name} takes only those whose ${columnWords(only.column)} is ${only.oneOf.join(' or ')}`,
    };
  if (except !== undefined && isOneOf(except, row))
    return { why: `${name} takes none whose ${columnWords(except.column)} is ${except.oneOf.join(' or ')}` };
  const given = optionWords(name, options, row.text);
  if ('why' in given) return given;
  return {
    command: ['aws', service, operation, ...given.words, '--region', row.region],
    terms: terms.flatMap((term) => (isOneOf(term, row) ? [term.words] : [])),
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
