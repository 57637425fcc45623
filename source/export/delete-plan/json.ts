/** A delete plan for programs. */
import { leftOutReason } from '../../analysis/delete-plan/delete-plan.ts';
import { plannedRows } from '../../analysis/delete-plan/planned-rows.ts';
import { jsonText } from '../../base/safe-text.ts';
import type { ExportInput } from '../export-input.ts';
import type { Sink } from '../text/sink.ts';

/**
 * One document: `{"rows":[{"kind","account","region","id","command":[…]}],"left_out":[{"kind","account","region","id",
 * "reason"}]}`; an id that AWS did not give is null.
 */
export async function writeJsonPlan({ database, kinds }: ExportInput, sink: Sink): Promise<void> {
  await sink.write('{"rows":[');
  let separator = '\n';
  for (const row of plannedRows(database, kinds, 'may go')) {
    if (!row.goes) continue;
    const { kind, account, region, id, command } = row;
    const full = sink.write(separator + text({ kind, account, region, id, command }));
    if (full !== undefined) await full;
    separator = ',\n';
  }
  await sink.write('],\n"left_out":[');
  separator = '\n';
  for (const row of plannedRows(database, kinds)) {
    if (row.goes) continue;
    const { kind, account, region, id } = row;
    const full = sink.write(separator + text({ kind, account, region, id, reason: leftOutReason(row) }));
    if (full !== undefined) await full;
    separator = ',\n';
  }
  await sink.write(']}\n');
  await sink.flush();
}

function text(object: object): string {
  return jsonText(JSON.stringify(object));
}
