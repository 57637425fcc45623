/** Which values of a row are another one, and not just known on one side. */
import { isNotChecked } from '../../kinds/define/asked-later.ts';
import type { ResourceKind } from '../../kinds/define/define-resource.ts';
import { type Column, isListType, type Value } from '../../model/columns.ts';
import type { ChangedValue } from '../../model/diff.ts';
import { itemTexts } from '../../model/list-items.ts';
import type { DifferingPair } from '../../store/diff/matched-rows.ts';
import { fromStored } from '../../store/stored-values.ts';

/** What a text column holds where nobody asked. */
const NOT_CHECKED = 'not checked';

/** What of a pair may just not have been read. */
export interface HalfRead {
  readonly old: boolean;
  readonly new: boolean;
}

/** Tells of a pair of rows of a kind what changed; `isAsked`: by name, so that what was not checked counts as well. */
export function changedValues(
  kind: ResourceKind,
  compared: readonly Column[],
  isAsked: boolean,
): (pair: DifferingPair, half: HalfRead) => readonly ChangedValue[] {
  const later = new Set(kind.askedLater.flatMap(({ fills }) => fills));
  return ({ values, problems }, half) =>
    compared.flatMap(({ id, type }, index) => {
      const old = fromStored(type, values.old[index]);
      const now = fromStored(type, values.new[index]);
      if (isSame(type, old, now)) return [];
      if (!isAsked) {
        if (isUnasked(old) || isUnasked(now)) return [];
        const mayBeUnread = (side: 'old' | 'new') => problems[side] || half[side] || later.has(id);
        if (old === null && mayBeUnread('old')) return [];
        if (now === null && mayBeUnread('new')) return [];
      }
      return [{ column: id, type, old, new: now }];
    });
}

function isUnasked(value: Value): boolean {
  return value === NOT_CHECKED || isNotChecked(value);
}

/** AWS gives the items of a list in any order. */
function isSame(type: Column['type'], old: Value, now: Value): boolean {
  if (!isListType(type)) return old === now;
  const [one, other] = [itemTexts(old), itemTexts(now)];
  if (one === null || other === null) return one === other;
  return one.length === other.length && one.toSorted().join('\n') === other.toSorted().join('\n');
}
