import type { Key } from 'ink';

const CONTROL_NAMES: Readonly<Record<string, string>> = {
  '\0': 'ctrl+space',
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\u0008': 'backspace',
  '\u007F': 'backspace',
  '\u001B': 'escape',
};

/**
 * The names of the keys in one piece of input, in their order: `up`, `enter`, `ctrl+c`, or the character itself. Fast
 * typing and pastes bring several keys at once. Escape and a key right behind it read as Alt and that key, which
 * nothing here is bound to: they are taken as the two that they were.
 */
export function keyNames(input: string, key: Key): readonly string[] {
  const named = specialName(key);
  if (named !== undefined) return [named];
  if (key.ctrl) return input === '' ? [] : [`ctrl+${input === ' ' ? 'space' : input}`];
  const characters = [...input].map(characterName);
  return key.meta && characters.length > 0 ? ['escape', ...characters] : characters;
}

function specialName(key: Key): string | undefined {
  if (key.upArrow) return 'up';
  if (key.downArrow) return 'down';
  if (key.leftArrow) return 'left';
  if (key.rightArrow) return 'right';
  if (key.pageUp) return 'page up';
  if (key.pageDown) return 'page down';
  if (key.home) return 'home';
  if (key.end) return 'end';
  if (key.return) return 'enter';
  if (key.tab) return key.shift ? 'shift+tab' : 'tab';
  if (key.backspace) return 'backspace';
  if (key.delete) return 'delete';
  if (key.escape) return 'escape';
  return undefined;
}

function characterName(character: string): string {
  const named = CONTROL_NAMES[character];
  if (named !== undefined) return named;
  const code = character.charCodeAt(0);
  return code < 0x20 ? `ctrl+${String.fromCharCode(code + 96)}` : character;
}

/** True for the name of a key that writes itself. */
export function isCharacter(name: string): boolean {
  return [...name].length === 1;
}
