/** The command of the AWS CLI that describes one row, as a line for a shell, or why there is none. */
import { quote } from 'shlex';
import { safeText } from '../base/safe-text.ts';
import type { ResourceKind } from '../kinds/define/define-resource.ts';
import type { DescribeCommand } from '../kinds/define/describe-command.ts';
import { listOf } from '../kinds/define/none.ts';
import { optionWords } from './option-words.ts';

/** What is read of a row for its command. */
export interface DescribeGiven {
  readonly region: string;
  /** The profile that enters its account; null: none is known, or the shell's credentials do. */
  readonly profile: string | null;
  /** The text of a column as AWS gave it; null: unknown. */
  readonly text: (column: string) => string | null;
}

/** A line for a POSIX shell that runs as one command whatever is in it, or the reason why there is none. */
export type DescribeLine = { readonly line: string } | { readonly why: string };

/** The command that describes a row of this kind. */
export function describeRow(
  { describeCommands, title }: Pick<ResourceKind, 'describeCommands' | 'title'>,
  given: DescribeGiven,
): DescribeLine {
  const command = listOf(describeCommands).find(({ only }) => {
    return only === undefined || only.oneOf.includes(given.text(only.column) ?? '');
  });
  if (command === undefined) return { why: `snapdeck names no command that describes this one of ${title}` };
  return lineOf(command, given);
}

function lineOf(
  { service, operation, options, ifGiven = [], flags = [] }: DescribeCommand,
  { region, profile, text }: DescribeGiven,
): DescribeLine {
  const name = `aws ${service} ${operation}`;
  const known = ifGiven.filter(({ column }) => (text(column) ?? '') !== '');
  const given = optionWords(name, [...options, ...known], text);
  if ('why' in given) return given;
  const own = profile === null ? [] : optionPair(profile);
  const words = [...given.words, ...flags, '--region', region, ...own];
  // It is pasted: what steers a terminal or ends a line does so in front of any quotes.
  if (words.some((word) => safeText(word) !== word))
    return { why: 'its command has characters that do something in a terminal' };
  return { line: `${name} ${words.map(quote).join(' ')}` };
}

function optionPair(profile: string): readonly string[] {
  return profile.startsWith('-') ? [`--profile=${profile}`] : ['--profile', profile];
}
