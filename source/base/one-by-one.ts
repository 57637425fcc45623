/** Asks one question after the other, whatever became of the one before: one terminal takes one answer at a time. */
export function oneByOne<Question, Reply>(
  ask: (question: Question) => Promise<Reply>,
): (question: Question) => Promise<Reply> {
  let last: Promise<unknown> = Promise.resolve();
  return (question) => {
    const next = last.then(() => ask(question));
    last = next.catch(() => {});
    return next;
  };
}
