import { EXPORT_FORMATS } from '../../../model/export-format.ts';
import { characters } from '../../kit/line.ts';
import { cut, fitted, textWidth, wrap } from '../../kit/text.ts';
import { type Piece, paint, paintPieces, type Theme } from '../../kit/theme.ts';
import type { AppState } from '../../state/app-state.ts';
import type { ExportForm } from '../../state/view-states.ts';
import { whatChoices } from './export-form.ts';

const LABEL_WIDTH = 10;

/** What csv and the others come to, said below the questions. */
const NOTES: Readonly<Record<ExportForm['format'], string>> = {
  xlsx: 'One workbook: a sheet for each kind, with the coverage of the scan.',
  csv: 'One file for each kind, and one for the coverage; so it needs a folder.',
  json: 'One document with the facts of the scan, its coverage, and the rows.',
  ndjson: 'One object a line, the coverage behind the rows.',
};

/** What parts of a table come to, said behind that. */
const OF_A_PART = 'These rows come in the order on screen, with every column.';

/** The questions before an export. */
export function exportFormLines(state: AppState, form: ExportForm, theme: Theme): readonly string[] {
  const { columns: width } = state.size;
  const label = (field: ExportForm['field'], text: string): Piece => [
    `${form.field === field ? '>' : ' '}${fitted(text, LABEL_WIDTH)}`,
    form.field === field ? 'title' : 'plain',
  ];
  const what = whatChoices(state).map((choice, index): readonly Piece[] => {
    const chosen = choice.what === form.what;
    const words = cut(`${chosen ? '(x)' : '( )'} ${choice.words}`, width - LABEL_WIDTH - 2);
    return [
      index === 0 ? label('what', 'What') : [' '.repeat(LABEL_WIDTH + 1), 'plain'],
      [words, toneOf(chosen)],
    ];
  });
  const formats = EXPORT_FORMATS.map((format): Piece => {
    const chosen = format === form.format;
    return [formatText(format, chosen), toneOf(chosen)];
  });
  const notes = [NOTES[form.format], ...(form.what === 'everything' ? [] : [OF_A_PART])];
  return [
    paint(theme, ' Export', 'title'),
    '',
    ...what.map((pieces) => paintPieces(theme, pieces)),
    '',
    paintPieces(theme, [label('format', 'Format'), ...formats]),
    '',
    paintPieces(theme, [label('where', 'Where'), ...pathPieces(form, width - LABEL_WIDTH - 3)]),
    '',
    ...notes.flatMap((note) => wrap(note, width - 2)).map((line) => paint(theme, ` ${line}`, 'quiet')),
  ];
}

function formatText(format: ExportForm['format'], chosen: boolean): string {
  return `${chosen ? '(x)' : '( )'} ${format}   `;
}

/** The first cell of each format in its line. */
export function formatCells(): readonly number[] {
  let end = LABEL_WIDTH + 1;
  return EXPORT_FORMATS.map((format) => {
    const start = end;
    end += formatText(format, false).length;
    return start;
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
