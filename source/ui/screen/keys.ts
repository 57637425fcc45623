/**
 * The keys of all views as one table, as data: what each is called, what it does and where. The footer and the help
 * are drawn from it, and a key press is looked up in it.
 */
import type { BindingLine, Command, KeyBinding, KeyView } from '../kit/key-binding.ts';
import { VIEWS } from '../views/registry.ts';
import type { View } from '../views/view.ts';

/** The keys of a view in their order: its own, those that lead to other views, those that it shares. */
export function keysOf(view: View, all: readonly View[]): readonly BindingLine[] {
  const toOthers = all.toReversed().flatMap(({ keysElsewhere }) => {
    if (keysElsewhere === 'none' || !keysElsewhere.views.includes(view.id)) return [];
    return keysElsewhere.keys;
  });
  return [...view.keys, ...toOthers, ...view.sharedKeys.flat()];
}

/**
 * The keys of these views as one table, a line that several have once. It is sorted so that each view finds its lines
 * in its own order.
 */
export function bindingsOf(all: readonly View[]): readonly KeyBinding[] {
  const lines: BindingLine[] = [];
  const views = new Map<BindingLine, View[]>();
  for (const view of all) {
    let last = -1;
    for (const line of keysOf(view, all)) {
      const at = lines.indexOf(line);
      if (at < 0) lines.splice(last + 1, 0, line);
      last = at < 0 ? last + 1 : Math.max(last, at);
      views.set(line, [...(views.get(line) ?? []), view]);
    }
  }
  return lines.map((line) => bindingOf(line, views.get(line) ?? []));
}

function bindingOf(line: BindingLine, views: readonly View[]): KeyBinding {
  const [keys, shown, command, description, footer, spare = 0] = line;
  // Lines and lists keep their keys, and there is always the way out at once.
  const settable = command !== 'interrupt' && views.some((view) => view.settable);
  const ids = views.map(({ id }) => id);
  const dealt = typeof command === 'object';
  return { keys, shown, command, description, views: ids, footer, spare, settable, dealt };
}

/** Every key, in the order of the footer and the help. */
export const KEY_BINDINGS: readonly KeyBinding[] = bindingsOf(VIEWS.all);

/** What a key does in a view; undefined where it does nothing. */
export function findCommand(
  view: KeyView,
  key: string,
  all: readonly KeyBinding[] = KEY_BINDINGS,
): Command | undefined {
  return all.find((binding) => binding.views.includes(view) && binding.keys.includes(key))?.command;
}

/** True where characters that no key is bound to are text. */
export function takesText(view: KeyView): boolean {
  return VIEWS.all.some(({ id, typed }) => id === view && typed !== 'none');
}
