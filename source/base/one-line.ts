import { safeText } from './safe-text.ts';

/** One safe line of at most 500 characters. */
export function oneLine(text: string): string {
  const line = safeText(text.replace(/\s+/g, ' ').trim());
  return line.length > 500 ? `${line.slice(0, 499)}…` : line;
}
