/**
 * Asks a terminal which characters it takes: it draws one, is asked how far its cursor has moved, and the line is
 * erased. The locale does not tell: `LANG=C` is common where terminals take UTF-8 (containers, ssh), and the other
 * way round inside GNU screen.
 *
 * The first character takes one cell in UTF-8; its two bytes are two characters in every older set. The second is one
 * of those that some terminals draw two cells wide, as they do the lines of tables then.
 */

/** What to write; two reports of the cursor answer it. None of its bytes is a control character in any set. */
export const CURSOR_PROBE = '\r\u00e4\u001B[6n\u00b7\u001B[6n\r\u001B[K';

/** Which characters a terminal takes: all, all but the glyphs that we draw with, or ASCII alone. */
export type Charset = 'all' | 'no glyphs' | 'ascii';

/**
 * Collects the answers to the probe among a terminal's reports (without their Escape), and says once what they mean.
 * Reports that cannot be of the probe, which begins at the start of a line, are somebody else's.
 */
export function createProbeReader(): (report: string) => Charset | null {
  let first: number | null = null;
  let isAnswered = false;
  return (report) => {
    const column = Number(/^\[\d+;(\d+)R$/.exec(report)?.[1] ?? Number.NaN);
    if (Number.isNaN(column) || isAnswered) return null;
    const wide = first === null ? 0 : column - first;
    if (first !== null && (wide === 1 || wide === 2)) {
      isAnswered = true;
      return first === 2 ? (wide === 1 ? 'all' : 'no glyphs') : 'ascii';
    }
    first = column === 2 || column === 3 ? column : null;
    return null;
  };
}

/** What the locale says, for a terminal that does not answer. Windows' own consoles all take UTF-8. */
export function charsetOfLocale(
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
): Charset {
  if (platform === 'win32') return 'all';
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  return /utf-?8/i.test(locale) ? 'all' : 'ascii';
}
