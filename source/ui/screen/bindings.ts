/** Keys as config.json sets them. */

import type { Command, KeyBinding, KeyView } from '../kit/key-binding.ts';
import { KEY_BINDINGS } from './keys.ts';

/** The name of a command in config.json: `retry-cell`, `open-ebs`. */
export function commandName(command: Command): string {
  const words = typeof command === 'string' ? command : `open ${command.open}`;
  return words.replaceAll(' ', '-');
}

/** The names of all commands whose keys can be set. */
export const SETTABLE_COMMANDS: readonly string[] = [
  ...new Set(KEY_BINDINGS.filter(({ settable }) => settable).map(({ command }) => commandName(command))),
].sort();

const KEY_WORDS: Readonly<Record<string, string>> = {
  up: 'Up',
  down: 'Down',
  left: 'Left',
  right: 'Right',
  'page up': 'PgUp',
  'page down': 'PgDn',
  home: 'Home',
  end: 'End',
  enter: 'Enter',
  tab: 'Tab',
  'shift+tab': 'Shift-Tab',
  backspace: 'Backspace',
  delete: 'Delete',
  escape: 'Esc',
  ' ': 'Space',
  'ctrl+space': 'Ctrl-Space',
};

/** A key as help and footer write it; undefined where no terminal sends one of that name. */
export function shownKey(name: string): string | undefined {
  const control = /^ctrl\+([a-z])$/.exec(name)?.[1];
  if (control !== undefined) return `Ctrl-${control.toUpperCase()}`;
  return KEY_WORDS[name] ?? ([...name].length === 1 && !/\p{C}/u.test(name) ? name : undefined);
}

/** The key table with other keys for some commands, or what is wrong with them. */
export function withKeys(
  keys: Readonly<Record<string, readonly string[]>>,
): { readonly bindings: readonly KeyBinding[] } | { readonly place: string; readonly wrong: string } {
  // A test sees that the table itself has no clash.
  if (Object.keys(keys).length === 0) return { bindings: KEY_BINDINGS };
  for (const [name, given] of Object.entries(keys)) {
    if (!SETTABLE_COMMANDS.includes(name))
      return { place: name, wrong: `is no command (there are ${SETTABLE_COMMANDS.join(', ')})` };
    const unknown = given.find((key) => shownKey(normalKey(key)) === undefined);
    if (unknown !== undefined)
      return {
        place: name,
        wrong: `names no key with "${unknown}": a character, ctrl+r, space, enter, tab, page down...`,
      };
  }
  const bindings = KEY_BINDINGS.map((binding) => {
    const given = binding.settable ? keys[commandName(binding.command)] : undefined;
    return given === undefined ? binding : rebound(binding, given.map(normalKey));
  });
  const clash = firstClash(bindings, new Set(Object.keys(keys)));
  return clash ?? { bindings };
}

function normalKey(key: string): string {
  return [...key].length === 1 ? key : key === 'space' ? ' ' : key.toLowerCase().replace(/^ctrl-/, 'ctrl+');
}

function rebound(binding: KeyBinding, keys: readonly string[]): KeyBinding {
  const shown = keys.map((key) => shownKey(key) ?? key).join(', ');
  return { ...binding, keys, shown, dealt: false, footer: keys.length === 0 ? undefined : binding.footer };
}

/** Two commands on one key of a view, one of them set so. */
function firstClash(
  bindings: readonly KeyBinding[],
  set: ReadonlySet<string>,
): { readonly place: string; readonly wrong: string } | undefined {
  const taken = new Map<string, string>();
  // Those that were set come last, so that they are the ones to be named.
  const isSet = (binding: KeyBinding) => binding.settable && set.has(commandName(binding.command));
  for (const binding of bindings.toSorted((one, other) => Number(isSet(one)) - Number(isSet(other)))) {
    for (const view of binding.views) {
      for (const key of binding.keys) {
        const name = commandName(binding.command);
        const other = taken.get(placeOf(view, key));
        if (other !== undefined && other !== name)
          return {
            place: name,
            wrong: `cannot have the key ${shownKey(key)}: it is that of ${other} (${view})`,
          };
        taken.set(placeOf(view, key), name);
      }
    }
  }
  return undefined;
}

function placeOf(view: KeyView, key: string): string {
  return `${view} ${key}`;
}
