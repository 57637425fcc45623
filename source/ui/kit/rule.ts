import { paint, type Theme } from './theme.ts';

/** A line across the screen. */
export function rule(width: number, theme: Theme): string {
  return paint(theme, '─'.repeat(width), 'quiet');
}
