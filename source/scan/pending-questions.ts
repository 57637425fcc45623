/** Questions to a worker whose answers carry the number of the question. */
export class PendingQuestions<Answer> {
  readonly #waiting = new Map<number, PromiseWithResolvers<Answer>>();
  #lastId = 0;
  #ended = false;

  /** Sends a question, with its number, and waits for the answer. Rejects where the worker ends before. */
  ask(send: (id: number) => void): Promise<Answer> {
    if (this.#ended) return Promise.reject(new Error('the scan has ended'));
    this.#lastId += 1;
    const answer = Promise.withResolvers<Answer>();
    this.#waiting.set(this.#lastId, answer);
    send(this.#lastId);
    return answer.promise;
  }

  /** The answer to a question arrived. */
  settle(id: number, answer: Answer): void {
    this.#waiting.get(id)?.resolve(answer);
    this.#waiting.delete(id);
  }

  /** No answer will come any more. */
  end(): void {
    this.#ended = true;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(new Error('the scan has ended'));
  }
}
