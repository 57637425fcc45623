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

/** Collects the answers to the probe among a terminal's reports (without their Escape). */
export function createProbeReader(): (report: string) => Charset | null {
  let first: number | null = null;
  return (report) => {
    const column = Number(/^\[\d+;(\d+)R$/.exec(report)?.[1] ?? Number.NaN);
    if (Number.isNaN(column)) return null;
    if (first !== null) return verdict(first, column);
    first = column;
    return null;
  };
}

/** Columns count from 1. */
function verdict(first: number, second: number): Charset {
  if (first !== 2) return 'ascii';
  return second === 3 ? 'all' : 'no glyphs';
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
