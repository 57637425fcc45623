import type { Charset } from '../../base/cursor-probe.ts';
import { isSteady, steadyLine } from './steady-line.ts';

const ESCAPE = '\u001B';
/** Colours and styles. */
const STYLES = new RegExp(`${ESCAPE}\\[[\\d;]*m`, 'g');
const ERASE_TO_END = `${ESCAPE}[K`;

/**
 * What turns a line that is on the screen into another one: from the first cell on that is another, where each character
 * before it stands in its own cell on every terminal; else the whole line. Lines end without a style.
 */
export function lineChange(row: number, before: string, line: string, charset: Charset): string {
  const same = isSteady(before, charset) && isSteady(line, charset) ? sameBeginning(before, line) : '';
  const styles = same.match(STYLES) ?? [];
  const column = same.length - styles.join('').length;
  const rest = same === '' ? steadyLine(line, charset) : line.slice(same.length);
  return `${ESCAPE}[${row + 1};${column + 1}H${ERASE_TO_END}${styles.join('')}${rest}`;
}

/** How both begin, up to a style of which only a part is the same; empty where there is another sequence in it. */
function sameBeginning(before: string, line: string): string {
  let end = 0;
  while (end < before.length && end < line.length && before[end] === line[end]) end += 1;
  const same = line.slice(0, end).replace(new RegExp(`${ESCAPE}(?:\\[[\\d;]*)?$`), '');
  return same.replace(STYLES, '').includes(ESCAPE) ? '' : same;
}
