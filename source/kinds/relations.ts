import { listOf } from './define/none.ts';
import type { Relation } from './define/relation.ts';
import { findKind } from './registry.ts';

/** The relations that start from the rows of a kind, in order; none for a kind that this version does not know. */
export function relationsOf(kind: string): readonly Relation[] {
  return listOf(findKind(kind)?.relations ?? 'none');
}
