/** Options of a command of the AWS CLI with the values of a row. */

/** The words of the options, or the reason why the command cannot be given. */
export type OptionWords = { readonly words: readonly string[] } | { readonly why: string };

/**
 * Options with the values of their columns. `name`: the command, for the reason; `text`: the text of a column as AWS gave
 * it, null where it is unknown.
 */
export function optionWords(
  name: string,
  options: readonly { readonly option: string; readonly column: string }[],
  text: (column: string) => string | null,
): OptionWords {
  const words: string[] = [];
  for (const { option, column } of options) {
    const value = text(column);
    if (value === null || value === '')
      return { why: `AWS gave no ${columnWords(column)}, which ${name} needs` };
    if (!canBeGiven(value)) return { why: `its ${columnWords(column)} cannot be given to the AWS CLI` };
    // An option takes what looks like an option only behind an equals sign.
    words.push(...(value.startsWith('-') ? [`${option}=${value}`] : [option, value]));
  }
  return { words };
}

/** A column as a sentence names it. */
export function columnWords(column: string): string {
  return column.replaceAll('_', ' ');
}

/** False for what no argument of a program holds, and for what the AWS CLI would read from a file or an address. */
function canBeGiven(value: string): boolean {
  return value.isWellFormed() && !value.includes('\0') && !/^(?:fileb?|https?):\/\//i.test(value);
}
