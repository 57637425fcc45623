/** Where a delete plan goes. */
import fs from 'node:fs/promises';
import path from 'node:path';
import { EXPORT_FORMATS, isStandardOutput } from '../../model/export-format.ts';
import type { PlanForm } from '../delete-plan/plan-request.ts';
import { ExportError } from '../export-request.ts';
import { exportBaseName, extensionOf, type NamedScan } from './export-names.ts';
import type { ExportTarget } from './export-targets.ts';
import { followed, kindOfPath, makeFolderFor } from './output-path.ts';

/** The ends of the names of files, by what is in them. */
export const PLAN_ENDINGS: Readonly<Record<PlanForm, string>> = {
  sh: '.sh',
  powershell: '.ps1',
  json: '.json',
};

/** True for a name that nobody means as a folder's. */
function isFileName(output: string): boolean {
  const endings = [...Object.values(PLAN_ENDINGS), ...EXPORT_FORMATS.map(extensionOf)];
  return endings.some((ending) => output.toLowerCase().endsWith(ending));
}

/** Works out where to write a plan. Makes the folder that is needed. Throws an ExportError for what cannot be. */
export async function planTarget(
  { output: given, form, now }: { readonly output: string; readonly form: PlanForm; readonly now: number },
  scan: NamedScan,
): Promise<ExportTarget> {
  if (isStandardOutput(given)) return { to: 'stdout' };
  const output = (await kindOfPath(given)) === 'none' ? await followed(given) : given;
  const found = await kindOfPath(output);
  if (found === 'special') return { to: 'in-place', path: output };
  const ending = PLAN_ENDINGS[form];
  if (found !== 'folder' && output.toLowerCase().endsWith(ending)) {
    makeFolderFor(path.dirname(output));
    return { to: 'file', path: found === 'file' ? await fs.realpath(output) : output };
  }
  if (found === 'file' || (found === 'none' && isFileName(output)))
    throw new ExportError(
      `Cannot write this delete plan to ${output}: name a folder, or a file that ends in ${ending}`,
      {
        badUsage: true,
      },
    );
  makeFolderFor(output);
  return { to: 'folder', folder: output, base: exportBaseName(scan, now, 'delete-plan') };
}
