import { EXPORT_FORMATS } from '../../../model/export-format.ts';
import { boxed, filledPieces, laidOver } from '../../kit/box.ts';
import { type HotPiece, linesOnly, painted, stacked, withWholeLines } from '../../kit/drawing.ts';
import { viewHeight } from '../../kit/layout.ts';
import { characters } from '../../kit/line.ts';
import { roomInPanel } from '../../kit/panel.ts';
import { cut, fitted, textWidth, wrap } from '../../kit/text.ts';
import { type Piece, paint, type Theme } from '../../kit/theme.ts';
import type { AppState } from '../../state/app-state.ts';
import type { ExportForm, ExportWhat } from '../../state/export-form.ts';
import type { Click, ClickableDrawing } from '../../state/target.ts';
import { filterOfAll, whatChoices } from './export-form.ts';

const LABEL_WIDTH = 10;

/** What csv and the others come to, said below the questions. */
const NOTES: Readonly<Record<ExportForm['format'], string>> = {
  xlsx: 'One workbook: a sheet for each kind, with the coverage of the scan.',
  csv: 'One file for each kind, and one for the coverage; so it needs a folder.',
  json: 'One document with the facts of the scan, its coverage, and the rows.',
  ndjson: 'One object a line, the coverage behind the rows.',
  html: 'One page to hand on: the Summary with charts and tables, at most 2 MB.',
  markdown: 'The same in short, for a ticket, a pull request or a chat.',
};

/** What parts of a table come to, said behind that. */
const OF_A_PART = 'These rows come in the order on screen, with every column.';

/** The questions before an export. A click chooses; it never writes: that is what Enter is for. */
export function drawExportForm(
  state: AppState,
  form: ExportForm,
  theme: Theme,
  behind: readonly string[],
): ClickableDrawing {
  const width = roomInPanel(state.size.columns);
  const label = (field: ExportForm['field'], text: string): Piece => [
    `${form.field === field ? '>' : ' '}${fitted(text, LABEL_WIDTH)}`,
    form.field === field ? 'title' : 'plain',
  ];
  const answer = (answers: Partial<ExportForm>): Click => {
    return () => ({ current: false, state: { ...state, exportForm: { ...form, ...answers } } });
  };
  const choices = whatChoices(state);
  const what = choices.map((choice, index): readonly Piece[] => {
    const chosen = choice.what === form.what;
    const words = cut(`${chosen ? '(x)' : '( )'} ${choice.words}`, width - LABEL_WIDTH - 1);
    return [
      index === 0 ? label('what', 'What') : [' '.repeat(LABEL_WIDTH + 1), 'plain'],
      [words, toneOf(chosen)],
    ];
  });
  const formats = EXPORT_FORMATS.map((format): HotPiece<Click> => {
    const chosen = format === form.format;
    const text = `${chosen ? '(x)' : '( )'} ${format}  `;
    return [text, toneOf(chosen), answer({ field: 'format', format })];
  });
  const path = [label('where', 'Where'), ...pathPieces(form, width - LABEL_WIDTH - 2)];
  const whole = (lines: readonly (readonly HotPiece<Click>[])[], on: (line: number) => Click | undefined) =>
    withWholeLines(
      painted(
        theme,
        lines.map((pieces) => filledPieces(pieces, width)),
      ),
      width,
      on,
    );
  const blank = linesOnly([' '.repeat(width)]);
  const inside = stacked<Click>([
    whole(what, (line) => {
      const chosen = choices[line]?.what;
      return chosen === undefined ? undefined : answer({ field: 'what', what: chosen });
    }),
    blank,
    whole(
      inLines(formats, width - LABEL_WIDTH - 1).map((line, index) => [
        index === 0 ? label('format', 'Format') : [' '.repeat(LABEL_WIDTH + 1), 'plain'],
        ...line,
      ]),
      () => answer({ field: 'format' }),
    ),
    blank,
    whole([path], () => answer({ field: 'where' })),
    blank,
    linesOnly(
      noteLines(state, form, width - 1).map((line) => paint(theme, fitted(` ${line}`, width), 'quiet')),
    ),
  ]);
  const box = boxed(inside, { title: 'Export', right: '' }, state.size.columns, theme);
  return laidOver(behind, box, viewHeight(state.size));
}

/** Pieces in as many lines as they need. */
function inLines(pieces: readonly HotPiece<Click>[], room: number): readonly (readonly HotPiece<Click>[])[] {
  const lines: HotPiece<Click>[][] = [];
  let left = 0;
  for (const piece of pieces) {
    const needed = textWidth(piece[0].trimEnd());
    if (lines.length === 0 || needed > left) {
      lines.push([]);
      left = room;
    }
    lines.at(-1)?.push(piece);
    left -= textWidth(piece[0]);
  }
  return lines;
}

/** What the answers come to, in as many lines whatever they are: what is clicked stays where it is. */
function noteLines(state: AppState, form: ExportForm, width: number): readonly string[] {
  const of = ({ format, what }: Pick<ExportForm, 'format' | 'what'>) =>
    [NOTES[format], ...rowNotes(state, what)].flatMap((note) => wrap(note, width));
  const all = whatChoices(state).flatMap(({ what }) => EXPORT_FORMATS.map((format) => of({ format, what })));
  const most = Math.max(...all.map((lines) => lines.length));
  const own = of(form);
  return Array.from({ length: most }, (_, line) => own[line] ?? '');
}

/** What is to be known of the rows that are chosen. */
function rowNotes(state: AppState, what: ExportWhat): readonly string[] {
  if (what === 'everything') return [];
  if (what !== 'filtered') return [OF_A_PART];
  const lacking = filterOfAll(state)?.lacking ?? [];
  const fields = [...new Set(lacking.map((one) => one.fields.join(' and no ')))];
  return fields.map((names) => {
    const kinds = lacking.filter((one) => one.fields.join(' and no ') === names).map(({ kind }) => kind);
    return `Left out, for they have no ${names}: ${kinds.join(', ')}.`;
  });
}

function toneOf(chosen: boolean): 'accent' | 'plain' {
  return chosen ? 'accent' : 'plain';
}

function pathPieces({ where, field }: ExportForm, room: number): readonly Piece[] {
  const all = characters(where.text);
  if (field !== 'where') return [[cut(where.text, room), 'plain']];
  let from = 0;
  while (textWidth(all.slice(from, where.at).join('')) >= room) from += 1;
  const before = all.slice(from, where.at).join('');
  const at = all[where.at] ?? ' ';
  const after = cut(all.slice(where.at + 1).join(''), room - textWidth(before) - textWidth(at));
  return [
    [before, 'plain'],
    [at, 'selected'],
    [after, 'plain'],
  ];
}
