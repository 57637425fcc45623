import { type Ask, CallFailed } from '../aws/caller.ts';
import { identify } from '../aws/identity.ts';

/**
 * Asks in the home region who we are: null where AWS still knows us there, else how it refused. Asked once for all
 * cells that wonder at the same time.
 */
export function identityCheck(ask: Ask, home: () => string): () => Promise<CallFailed | null> {
  let asking: Promise<CallFailed | null> | null = null;
  return () => {
    asking ??= identify(ask, home())
      .then(
        () => null,
        (error: unknown) => {
          if (error instanceof CallFailed) return error;
          throw error;
        },
      )
      .finally(() => {
        asking = null;
      });
    return asking;
  };
}
