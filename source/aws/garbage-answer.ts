import { valueProblems } from './value-problems.ts';

/** What came back was no answer of the service. */
export class GarbageAnswerError extends Error {
  override readonly name = 'GarbageAnswer';
}

/** Members that the SDK adds to every answer. */
const NOT_OF_AWS = '$metadata';

/**
 * Sees that what the SDK has parsed is an answer of the operation. `{}`, another program's JSON and another operation's
 * XML it reads as an answer with nothing in it, and nothing reads as "none": services send a list that is empty (`[]`,
 * `<snapshotSet/>`), never none. Without a `list` the operation's answer must hold at least something.
 * @throws GarbageAnswerError
 */
export function checkAnswer<Output extends object>(
  operation: string,
  answer: Output,
  list: ((answer: Output) => unknown) | undefined,
): void {
  if (list !== undefined) {
    const rows = list(answer);
    if (!Array.isArray(rows))
      throw new GarbageAnswerError(`the answer is none of ${operation}: its list is missing`);
    // Beside the rows there is what leads to the next page: without it rows would be lost without a word.
    const [problem] = [...valueProblems(answer), ...valueProblems(rows)];
    if (problem !== undefined) throw new GarbageAnswerError(problem);
    return;
  }
  const members = Object.entries(answer).filter(
    ([name, value]) => name !== NOT_OF_AWS && value !== undefined,
  );
  if (members.length === 0) throw new GarbageAnswerError(`the answer holds nothing of ${operation}`);
}
