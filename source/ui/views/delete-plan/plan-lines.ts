/** The review of a delete plan as lines. */
import type { DeletePlanReview, PlanSum } from '../../../analysis/delete-plan/delete-plan.ts';
import {
  costCaveat,
  DELETES_NOTHING,
  heededWords,
  leftOutWords,
  READ_FIRST,
  reviewLine,
  staleWords,
  sumWords,
} from '../../../analysis/delete-plan/plan-words.ts';
import { counted } from '../../../model/words.ts';
import { kindFacts } from '../../kit/kinds.ts';
import { fitted, textWidth, wrap } from '../../kit/text.ts';
import type { Piece, Tone } from '../../kit/theme.ts';
import type { AppState } from '../../state/app-state.ts';
import type { DeletePlanState } from '../../state/delete-plan-state.ts';
import { isRunning } from '../../state/scan-totals.ts';

/** All lines of the review, in pieces. */
export function planLines(state: AppState, plan: DeletePlanState): readonly (readonly Piece[])[] {
  const width = state.size.columns;
  const title: readonly Piece[] = [
    [' Delete plan', 'title'],
    [`   of ${plan.selection.words}`, 'plain'],
  ];
  return [
    title,
    ...said(DELETES_NOTHING, 'accent', width),
    [],
    ...(plan.review === null ? waiting(plan, width) : reviewed(state, plan, plan.review, width)),
  ];
}

type Lines = readonly (readonly Piece[])[];

function waiting({ error }: DeletePlanState, width: number): Lines {
  return error === null
    ? [[[' Adding up what may go.', 'quiet']]]
    : said(`It could not be added up: ${error}`, 'bad', width);
}

function reviewed(state: AppState, plan: DeletePlanState, review: DeletePlanReview, width: number): Lines {
  const unit = state.setting.byteUnit;
  const stale = staleWords(review, state.now);
  const names = new Map(state.scan?.accounts.map(({ id, name }) => [id, name]));
  const left = review.rows - review.goes.rows;
  return [
    ...scriptLines(state, plan, review, width),
    [],
    ...(stale === null ? [] : said(stale, 'warning', width)),
    ...(isRunning(state.scan)
      ? said('The scan still runs: what it has not judged yet stays.', 'warning', width)
      : []),
    ...said(`${reviewLine(review, unit)}.`, 'heading', width),
    ...table(
      review.kinds.map(({ kind, ...sum }) => [kindFacts(kind).title, sum]),
      unit,
      width,
    ),
    ...(review.accounts.length < 2 ? [] : [[], [[' By account', 'heading'] as const]]),
    ...(review.accounts.length < 2
      ? []
      : table(
          review.accounts.map(({ account, ...sum }) => [
            `${account} ${names.get(account) ?? ''}`.trim(),
            sum,
          ]),
          unit,
          width,
        )),
    ...(review.goes.rows === 0 ? [] : said(costCaveat(review), 'quiet', width)),
    ...(review.heeded.length === 0 ? [] : [[], [[' To heed of what may go', 'heading'] as const]]),
    ...review.heeded.flatMap((group) => said(heededWords(group), 'warning', width, '   ')),
    [],
    [[` Left out: ${left === 0 ? 'nothing' : counted(left, 'row')}`, 'heading']],
    ...review.leftOut.flatMap((group) => said(leftOutWords(group), 'plain', width, '   ')),
  ];
}

/** What Enter does, or what came of it. */
function scriptLines(
  { setting }: AppState,
  { script }: DeletePlanState,
  review: DeletePlanReview,
  width: number,
): Lines {
  if (review.goes.rows === 0) return [[[' There is no script to write.', 'quiet']]];
  if (script === 'asked') return [[[' Writing the script.', 'busy']]];
  if (script === 'none')
    return said(`Enter writes the script to ${setting.exportFolder}. ${READ_FIRST}`, 'plain', width);
  if ('failure' in script) return said(`The script was not written: ${script.failure}`, 'bad', width);
  return [
    ...said(`Written: ${script.path}`, 'good', width),
    ...said(READ_FIRST, 'plain', width),
    ...said(`To delete: ${script.run}`, 'plain', width),
  ];
}

function table(
  rows: readonly (readonly [string, PlanSum])[],
  unit: AppState['setting']['byteUnit'],
  width: number,
): Lines {
  const widest = Math.min(width >> 1, Math.max(0, ...rows.map(([name]) => textWidth(name))));
  return rows.flatMap(([name, sum]) => {
    const words = `${counted(sum.rows, 'row')}, ${sumWords(sum, unit)}`;
    return said(`${fitted(name, widest)}   ${words}`, 'plain', width, '   ');
  });
}

function said(text: string, tone: Tone, width: number, indent = ' '): Lines {
  return wrap(text, Math.max(1, width - indent.length - 1)).map((line, index) => [
    [`${index === 0 ? indent : `${indent}  `}${line}`, tone],
  ]);
}
