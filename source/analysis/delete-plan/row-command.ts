/** The command of the AWS CLI that deletes one row, or why there is none. */
import type { ResourceKind } from '../../kinds/define/define-resource.ts';

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
  { account, region, text }: CommandGiven,
): RowCommand {
  if (deleteCommand === 'none') return { why: `snapdeck names none that deletes ${title}` };
  const { service, operation, options, only, except, terms = [] } = deleteCommand;
  const name = `aws ${service} ${operation}`;
  if (!/^\d{12}$/.test(account)) return { why: 'its account is not known by its id' };
  if (only !== undefined && !only.oneOf.includes(text(only.column) ?? ''))
    return { why: `${name} takes only those whose ${named(only.column)} is ${only.oneOf.join(' or ')}` };
  if (except?.oneOf.includes(text(except.column) ?? '') === true)
    return { why: `${name} takes none whose ${named(except.column)} is ${except.oneOf.join(' or ')}` };
  const words: string[] = [];
  for (const { option, column } of options) {
    const value = text(column);
    if (value === null || value === '') return { why: `AWS gave no ${named(column)}, which ${name} needs` };
    if (!canBeGiven(value)) return { why: `its ${named(column)} cannot be given to the AWS CLI` };
    // An option takes what looks like an option only behind an equals sign.
    words.push(...(value.startsWith('-') ? [`${option}=${value}`] : [option, value]));
  }
  return {
    command: ['aws', service, operation, ...words, '--region', region],
    terms: terms.flatMap((term) => (term.oneOf.includes(text(term.column) ?? '') ? [term.words] : [])),
  };
}

/** The columns that the command of a kind, and its terms, are read from. */
export function commandColumns({ deleteCommand }: Pick<ResourceKind, 'deleteCommand'>): readonly string[] {
  if (deleteCommand === 'none') return [];
  const { options, only, except, terms = [] } = deleteCommand;
  const asked = [...options, ...(only ? [only] : []), ...(except ? [except] : []), ...terms];
  return [...new Set(asked.map(({ column }) => column))];
}

/** False for what no argument of a program holds, and for what the AWS CLI would read from a file or an address. */
function canBeGiven(value: string): boolean {
  return value.isWellFormed() && !value.includes('\0') && !/^(?:fileb?|https?):\/\//i.test(value);
}

function named(column: string): string {
  return column.replaceAll('_', ' ');
}
