import { COMMANDS, type CommandSpec } from './command-list.ts';
import { OPTIONS, type OptionSpec } from './options.ts';

const EXIT_CODES = `  0 complete   1 internal fault   2 bad usage or configuration   3 finished, but some cells have problems
  4 no usable credentials   5 there is what --fail-on names, or diff --exit-code found something   130, 143, 129 stopped by a signal (what was read is kept)`;

/** The text of `--help`: every command and option. */
export function helpText(version: string): string {
  const commands = COMMANDS.map((command) => `  ${usageOf(command).padEnd(30)} ${command.about}`);
  return `snapdeck ${version}: every region's snapshots and DataSync, at once, in your terminal

Usage
${commands.join('\n')}

Options
${OPTIONS.map(optionLine).join('\n')}

Examples
${COMMANDS.flatMap(({ examples }) => examples.map((example) => `  ${example}`)).join('\n')}

Exit codes
${EXIT_CODES}
`;
}

/** The text of `snapdeck help COMMAND`: what it does, and the options that it heeds. */
export function commandHelp(command: CommandSpec): string {
  const options = OPTIONS.filter(({ name }) => command.options.includes(name));
  const parts = [
    `${usageOf(command)}: ${command.about}`,
    command.more.join('\n'),
    ...(options.length === 0 ? [] : [`Options\n${options.map(optionLine).join('\n')}`]),
    `Examples\n${command.examples.map((example) => `  ${example}`).join('\n')}`,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function usageOf({ name, takes }: CommandSpec): string {
  return ['snapdeck', name, takes === undefined ? '' : `[${takes}]`].filter((word) => word !== '').join(' ');
}

function optionLine({ name, short, value, about }: OptionSpec): string {
  const names = `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;
  return `  ${names.padEnd(24)} ${about}`;
}
