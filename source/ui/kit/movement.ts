import type { Command, Movement } from './key-binding.ts';
import { clamp } from './layout.ts';

const MOVEMENTS: Readonly<Record<Movement, (at: number, height: number, count: number) => number>> = {
  up: (at) => at - 1,
  down: (at) => at + 1,
  'page up': (at, height) => at - height,
  'page down': (at, height) => at + height,
  'half page up': (at, height) => at - Math.ceil(height / 2),
  'half page down': (at, height) => at + Math.ceil(height / 2),
  first: () => 0,
  last: (_, __, count) => count - 1,
};

/** True for commands that move up or down. */
export function isMovement(command: Command): command is Movement {
  return typeof command === 'string' && Object.hasOwn(MOVEMENTS, command);
}

/** Where a movement leads among `count` lines of which `height` are in sight. */
export function moved(movement: Movement, at: number, height: number, count: number): number {
  return clamp(MOVEMENTS[movement](at, height, count), 0, Math.max(0, count - 1));
}

/** Where a movement scrolls to: there is no cursor, so a line up or down moves the whole text. */
export function scrolled(movement: Movement, top: number, height: number, count: number): number {
  return clamp(MOVEMENTS[movement](top, height, count), 0, Math.max(0, count - height));
}
