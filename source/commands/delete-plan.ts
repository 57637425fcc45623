import {
  DELETES_NOTHING,
  heededWords,
  leftOutWords,
  READ_FIRST,
  reviewLine,
  staleWords,
} from '../analysis/delete-plan/plan-words.ts';
import { shellWord } from '../aws/credentials/origin.ts';
import { endAtSignal, SIGNAL_EXIT_CODES } from '../base/ending-signals.ts';
import { safeText } from '../base/safe-text.ts';
import { UsageError } from '../base/usage-error.ts';
import type { DeletePlanPart, DeletePlanResult, PlanForm } from '../export/delete-plan/plan-request.ts';
import { writeDeletePlan } from '../export/delete-plan/write-delete-plan.ts';
import type { ByteUnit } from '../model/format.ts';
import { asFilterUsage, filterOf, sayFilterOutcome } from './filter-flag.ts';
import type { Flags } from './flags.ts';
import { namedScanFile } from './scan-files.ts';
import type { Session } from './session.ts';

/** Writes the delete plan of a scan file: `snapdeck delete-plan [SCAN]`. */
export async function deletePlanCommand(session: Session, named: string | undefined): Promise<number> {
  const { flags } = session;
  const form = planForm(flags);
  const part = { scanFile: await namedScanFile(named), byteUnit: byteUnitOf(session), ...filterOf(flags) };
  const abort = new AbortController();
  endAtSignal((exitCode) => {
    process.exitCode = exitCode;
    abort.abort(new Error('stopped'));
  });
  try {
    return flags.recheck
      ? await planAgain(session, part, form, abort.signal)
      : await writePlan(session, part, form, abort.signal);
  } catch (error) {
    if (abort.signal.aborted) return Number(process.exitCode ?? SIGNAL_EXIT_CODES.SIGINT);
    throw asFilterUsage(part.filter, error);
  }
}

async function writePlan(
  session: Session,
  part: DeletePlanPart,
  form: PlanForm,
  signal: AbortSignal,
): Promise<number> {
  const { flags, found } = session;
  const now = Date.now();
  const output = flags.output ?? found.config.output_dir;
  const result = await writeDeletePlan({ ...part, form, output, now }, { signal, stdout: process.stdout });
  const { byteUnit } = part;
  sayResult(result, { form, byteUnit, now, isQuiet: flags.quiet, isToStdout: output === '-' });
  return 0;
}

/** The same of the rows as AWS has them now. */
async function planAgain(
  session: Session,
  part: DeletePlanPart,
  form: PlanForm,
  signal: AbortSignal,
): Promise<number> {
  const { readAgain } = await import('./read-again.ts');
  const { scanFile, exitCode, remove } = await readAgain(session, part, signal);
  try {
    if (scanFile === null) return exitCode;
    await writePlan(session, { ...part, scanFile }, form, signal);
    return exitCode;
  } finally {
    remove();
  }
}

function byteUnitOf({ flags, found }: Session): ByteUnit {
  return flags.byteUnit ?? found.config.byte_unit;
}

/**
 * What the plan is written as.
 * @throws UsageError where it cannot be that
 */
function planForm({ format, shell }: Pick<Flags, 'format' | 'shell'>): PlanForm {
  const [first, ...more] = format;
  if (first === undefined) return shell ?? 'sh';
  if (first !== 'json' || more.length > 0)
    throw new UsageError(
      `snapdeck delete-plan takes --format json, or none for a script (given: ${format.join(',')}).`,
    );
  if (shell !== undefined) throw new UsageError('--shell is for a script: with --format json there is none.');
  return 'json';
}

interface Saying {
  readonly form: PlanForm;
  readonly byteUnit: ByteUnit;
  readonly now: number;
  readonly isQuiet: boolean;
  /** What is said would be part of the plan on standard output. */
  readonly isToStdout: boolean;
}

function sayResult({ review, path, filter }: DeletePlanResult, saying: Saying): void {
  const { form, isQuiet, isToStdout, byteUnit } = saying;
  const stale = staleWords(review, saying.now);
  if (stale !== null) process.stderr.write(`${stale}\n`);
  if (isQuiet) return;
  sayFilterOutcome(filter);
  const lines = [
    `${reviewLine(review, byteUnit)}.`,
    ...review.heeded.map((group) => `  to heed: ${safeText(heededWords(group))}`),
    ...review.leftOut.map((group) => `  left out: ${safeText(leftOutWords(group))}`),
    ...(path === null
      ? []
      : [`written: ${path}`, ...(form === 'json' ? [] : [READ_FIRST, `to delete: ${runWords(form, path)}`])]),
    DELETES_NOTHING,
  ];
  const out = isToStdout ? process.stderr : process.stdout;
  for (const line of lines) out.write(`${line}\n`);
}

/** How a script is run so that it deletes. */
export function runWords(form: Exclude<PlanForm, 'json'>, path: string): string {
  if (form === 'sh') return `CONFIRM=yes sh ${shellWord(path)}`;
  return `$env:CONFIRM = 'yes'; pwsh -File '${path.replaceAll("'", "''")}'`;
}
