import type ExcelJS from 'exceljs';

/** The values of every row of a sheet, the empty ones too: of a cell with a link its text, and no row of totals. */
export function sheetLines(sheet: ExcelJS.Worksheet | undefined): readonly (readonly unknown[])[] {
  const lines: unknown[][] = [];
  sheet?.eachRow({ includeEmpty: true }, (row) => {
    const values = Array.isArray(row.values) ? row.values.slice(1) : [];
    lines.push(Array.from(values, plain));
  });
  return lines.at(-1)?.some(isFormula) ? lines.slice(0, -2) : lines;
}

/** The row of totals of a sheet: of each cell its formula and what it comes to. */
export function totalsOf(sheet: ExcelJS.Worksheet | undefined): readonly unknown[] {
  const values = sheet?.lastRow?.values;
  return Array.isArray(values) ? Array.from(values.slice(1), (value) => value ?? null) : [];
}

function plain(value: unknown): unknown {
  if (value === undefined) return null;
  return typeof value === 'object' && value !== null && 'hyperlink' in value && 'text' in value
    ? value.text
    : value;
}

function isFormula(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'formula' in value;
}
