/** Starts an export of what was chosen on screen. */
import type { ChosenSource } from '../../export/export-request.ts';
import { kindOfBackups, SOURCES_TAB } from '../../kinds/sources/source-columns.ts';
import type { TableRow } from '../../model/table-query.ts';
import { errorLine } from '../../model/words.ts';
import type { ExportChoice } from '../loading/services.ts';
import type { AppParts } from './app-parts.ts';

/** Exports what was chosen; marked sources by what they are, since their numbers are those of this screen alone. */
export async function startExport(
  { exporter, session, say }: AppParts,
  choice?: ExportChoice,
): Promise<void> {
  const file = session.scanFile();
  const selection = choice?.selection;
  const ask = session.queries();
  if (
    choice === undefined ||
    selection?.rows === undefined ||
    selection.query.tab !== SOURCES_TAB ||
    ask === null
  ) {
    exporter.start(file, choice);
    return;
  }
  try {
    const rows = await ask.window(SOURCES_TAB, selection.rows);
    const { query, words } = selection;
    exporter.start(file, { ...choice, selection: { query, words, sources: rows.map(chosenSource) } });
  } catch (error) {
    say(`the scan file could not be read: ${errorLine(error)}`, 'bad');
  }
}

function chosenSource({ kind, values }: TableRow): ChosenSource {
  const [account, region, key] = [values.account, values.region, values.source_key].map(String);
  return {
    ...{ kind: kindOfBackups(kind) ?? kind, account: account ?? '', region: region ?? '', key: key ?? '' },
    isGone: values.state === 'gone',
  };
}
