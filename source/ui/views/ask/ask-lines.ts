/** The review before rows are asked, as lines. */
import { LATER_WORDS } from '../../../kinds/define/asked-later.ts';
import type { AskPlan } from '../../../model/ask.ts';
import { formatCount } from '../../../model/format.ts';
import { counted } from '../../../model/words.ts';
import type { Piece } from '../../kit/theme.ts';
import type { AskReview } from '../../state/ask-state.ts';
import { said } from './said.ts';

/** Calls a second that a service answers in a region of an account, as AWS mostly lets one ask; some let one ask faster. */
const USUAL_RATE = 20;

type Lines = readonly (readonly Piece[])[];

/** All lines of the review, in pieces. */
export function askLines(review: AskReview, width: number): Lines {
  const { what, words, plan, error } = review;
  return [
    ...said(`Ask ${LATER_WORDS[what]}`, 'title', width),
    ...said(`Of ${words}.`, 'plain', width),
    [],
    ...(error !== null
      ? said(`It could not be counted: ${error}`, 'bad', width)
      : plan === null
        ? said('Counting the calls.', 'quiet', width)
        : counts(review, plan, width)),
  ];
}

function counts({ what }: AskReview, plan: AskPlan, width: number): Lines {
  const { rows, passedOver, calls } = plan;
  if (rows === 0)
    return said('There is nothing to ask: all of it is known, or cannot be asked.', 'good', width);
  return [
    ...said(`${counted(rows, 'row')} to ask, ${counted(calls, 'call')} at most.`, 'heading', width),
    ...(passedOver === 0
      ? []
      : said(`${counted(passedOver, 'row')} left alone: known already, or not to be asked.`, 'quiet', width)),
    ...timeLines(plan, width),
    [],
    ...said(
      'Enter asks them. The rows fill in place while you go on; nothing else is read again.',
      'plain',
      width,
    ),
    ...said(
      `:ask stop ends it, and what was answered stays; :ask ${what} then goes on with the rest.`,
      'plain',
      width,
    ),
  ];
}

function timeLines({ calls, most }: AskPlan, width: number): Lines {
  if (most === null || calls === 0) return [];
  const where =
    most.calls === calls
      ? `all in ${most.region}`
      : `the most, ${formatCount(most.calls)}, in ${most.region}`;
  const time = roughly(Math.ceil(most.calls / USUAL_RATE));
  return said(
    `About ${time} where AWS answers ${USUAL_RATE} calls a second in a region: ${where} of ${most.account}. A throttled call is sent again.`,
    'plain',
    width,
  );
}

/** A time that is an estimate, without the look of a measured one. */
function roughly(seconds: number): string {
  if (seconds < 60) return counted(seconds, 'second');
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? counted(minutes, 'minute') : counted(Math.ceil(minutes / 60), 'hour');
}
