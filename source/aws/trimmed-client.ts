/**
 * What of the SDK's clients snapdeck does itself, or has no use for: the caller paces, retries and logs, the handler
 * says who asks, and no trace passes through a terminal. A scan makes thousands of calls, and these took a fifth of
 * the time of each.
 */

/** A client of the SDK's, as far as its middleware goes. */
export interface WithMiddleware {
  readonly middlewareStack: {
    remove(name: string): boolean;
    add(middleware: <Handler>(next: Handler) => Handler, options: typeof NOTHING_INSTEAD): void;
  };
}

/** By the names that the SDK gives its middleware. */
export const LEFT_OUT: readonly string[] = [
  'loggerMiddleware',
  'getUserAgentMiddleware',
  'recursionDetectionMiddleware',
];

/** Others are placed by where this one is: it stays as a name that does nothing. */
export const NOTHING_INSTEAD = {
  step: 'finalizeRequest',
  name: 'retryMiddleware',
  priority: 'high',
  override: true,
} as const;

/** Takes out of a client what snapdeck does itself. */
export function trimmedClient<Client extends WithMiddleware>(client: Client): Client {
  for (const name of LEFT_OUT) client.middlewareStack.remove(name);
  client.middlewareStack.add((next) => next, NOTHING_INSTEAD);
  return client;
}
