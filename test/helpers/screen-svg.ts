import { type Cell, NAMED_COLOURS, type Screen } from './screen.ts';

const CELL = { width: 8.4, height: 18 };
const EDGE = { side: 14, top: 38, bottom: 14 };
const INK = NAMED_COLOURS[7];
const PAPER = '#16191f';

/** A run of cells on one line that look alike. */
interface Run {
  readonly column: number;
  readonly cells: Cell[];
}

/** Draws what is on a screen as a picture of a terminal window. */
export function screenToSvg(screen: Screen, title = 'snapdeck'): string {
  const { columns, rows } = screen.size();
  const width = Math.ceil(columns * CELL.width + 2 * EDGE.side);
  const height = rows * CELL.height + EDGE.top + EDGE.bottom;
  const lines = Array.from({ length: rows }, (_, row) => drawLine(screen, row, columns)).filter(
    (line) => line !== '',
  );
  const lights = ['#ff5f57', '#febc2e', '#28c840'].map(
    (fill, index) => `<circle cx="${20 + index * 20}" cy="19" r="6" fill="${fill}"/>`,
  );
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"` +
      ' font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, \'DejaVu Sans Mono\', monospace" font-size="14">',
    `<rect width="${width}" height="${height}" rx="10" fill="${PAPER}"/>`,
    ...lights,
    `<text x="${width / 2}" y="24" text-anchor="middle" fill="${NAMED_COLOURS[8]}">${escapeXml(title)}</text>`,
    ...lines,
    '</svg>',
  ].join('\n')}\n`;
}

function drawLine(screen: Screen, row: number, columns: number): string {
  const runs: Run[] = [];
  for (let column = 0; column < columns; column += 1) {
    const cell = screen.cellAt(row, column);
    if (cell.width === 0) continue;
    const last = runs.at(-1);
    const previous = last?.cells.at(-1);
    if (last && previous && look(previous) === look(cell)) last.cells.push(cell);
    else runs.push({ column, cells: [cell] });
  }
  return runs.map((run) => drawRun(run, row)).join('');
}

function drawRun({ column, cells }: Run, row: number): string {
  const [first] = cells;
  if (!first) return '';
  const columns = cells.reduce((sum, cell) => sum + cell.width, 0);
  const x = round(EDGE.side + column * CELL.width);
  const y = EDGE.top + row * CELL.height;
  const width = round(columns * CELL.width);
  const { ink, paper } = colours(first);
  const text = cells.map((cell) => cell.char).join('');
  const box =
    paper === PAPER
      ? ''
      : `<rect x="${x}" y="${y}" width="${width}" height="${CELL.height}" fill="${paper}"/>`;
  if (text.trim() === '') return box;
  const style = [
    `fill="${ink}"`,
    first.bold && 'font-weight="bold"',
    first.italic && 'font-style="italic"',
    first.underline && 'text-decoration="underline"',
    first.dim && 'opacity="0.6"',
  ];
  const pieces = glyphs(cells, column).map(
    ({ places, chars }) =>
      `<text x="${places.join(' ')}" y="${y + 13.5}" xml:space="preserve" ${style.filter(Boolean).join(' ')}>${escapeXml(chars)}</text>`,
  );
  return `${box}${pieces.join('')}`;
}

/** Characters with the place of each: whatever font there is, they stand in their cells. What is several units stands alone. */
function glyphs(
  cells: readonly Cell[],
  first: number,
): readonly { places: readonly number[]; chars: string }[] {
  const all: { places: number[]; chars: string; isOpen: boolean }[] = [];
  let column = first;
  for (const { char, width } of cells) {
    const place = round(EDGE.side + column * CELL.width);
    const last = all.at(-1);
    column += width;
    if (char.length === 1 && last?.isOpen === true) {
      last.places.push(place);
      last.chars += char;
    } else all.push({ places: [place], chars: char, isOpen: char.length === 1 });
  }
  return all;
}

function colours(cell: Cell): { ink: string; paper: string } {
  const ink = cell.fg ?? INK;
  const paper = cell.bg ?? PAPER;
  return cell.inverse ? { ink: paper, paper: ink } : { ink, paper };
}

function look({ fg, bg, bold, dim, italic, underline, inverse }: Cell): string {
  return [fg, bg, bold, dim, italic, underline, inverse].join();
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
