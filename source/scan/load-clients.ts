import { findKind } from '../kinds/registry.ts';

/** Loads the SDK clients of these kinds, one after the other, while there is time: before the first cell asks for them. */
export async function loadClients(kinds: readonly string[]): Promise<void> {
  for (const id of kinds) await findKind(id)?.loads();
}
