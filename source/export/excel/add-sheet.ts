/** How every sheet of lines below a header is set up, on screen and on paper. */
import type ExcelJS from 'exceljs';
import { fileText } from '../../base/safe-text.ts';
import { formatInstant } from '../../model/format.ts';
import { counted } from '../../model/words.ts';
import type { ExportInput } from '../export-input.ts';
import { sheetName } from './excel-values.ts';
import type { WorkbookContext } from './sheet-rows.ts';

/** ISO A4, which Excel and LibreOffice fit to whatever paper there is. */
const A4 = 9;

/** As wide as the page, and as many pages long as it takes. */
const FIT_WIDTH = { paperSize: A4, fitToPage: true, fitToWidth: 1, fitToHeight: 0 } as const;

/** Adds a sheet whose header, in this row, stays in sight and is repeated on every page. */
export function addSheet(context: WorkbookContext, name: string, headerRow = 1): ExcelJS.Worksheet {
  return context.workbook.addWorksheet(sheetName(name, context.sheetNames), {
    views: [{ state: 'frozen', ySplit: headerRow }],
    pageSetup: { ...FIT_WIDTH, orientation: 'landscape', printTitlesRow: `${headerRow}:${headerRow}` },
    headerFooter: { oddFooter: context.footer },
  });
}

/** Adds a sheet of several tables: upright, so that what stands on top of it is on one page. */
export function addPage(context: WorkbookContext, name: string): ExcelJS.Worksheet {
  return context.workbook.addWorksheet(sheetName(name, context.sheetNames), {
    pageSetup: { ...FIT_WIDTH, orientation: 'portrait' },
    headerFooter: { oddFooter: context.footer },
  });
}

/** Longer names are cut: a footer has 255 characters at most. */
const LONGEST_NAME = 100;

/** Account, date, sheet and page as Excel's footers say it: `&` begins a code there. */
export function footerOf({ facts, accounts }: Pick<ExportInput, 'facts' | 'accounts'>): string {
  const { identity } = facts;
  const own = identity === null ? 'unknown account' : `${identity.accountName} ${identity.account}`;
  const whose = accounts.length > 0 ? counted(accounts.length, 'account') : own;
  return plainFooter(`${whose.slice(0, LONGEST_NAME)}, ${formatInstant(facts.startedAt)} UTC`);
}

/** These words, the sheet and the page. */
export function plainFooter(words: string): string {
  const safe = fileText(words).replace(/\s+/g, ' ').toWellFormed();
  return `&L${safe.replaceAll('&', '&&')}&C&A&RPage &P of &N`;
}
