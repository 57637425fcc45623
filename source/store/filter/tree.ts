/** How the terms of a filter hang together: side by side all must hold, one of those that `or` stands between. */
export type Tree<Leaf> =
  | { readonly leaf: Leaf }
  | { readonly all: readonly Tree<Leaf>[] }
  | { readonly any: readonly Tree<Leaf>[] }
  | { readonly not: Tree<Leaf> };

/** The leaves of a tree from left to right. */
export function leavesOf<Leaf>(tree: Tree<Leaf>): readonly Leaf[] {
  if ('leaf' in tree) return [tree.leaf];
  if ('not' in tree) return leavesOf(tree.not);
  return ('all' in tree ? tree.all : tree.any).flatMap(leavesOf);
}

/** The same tree of other leaves. */
export function mapTree<Leaf, Other>(tree: Tree<Leaf>, change: (leaf: Leaf) => Other): Tree<Other> {
  if ('leaf' in tree) return { leaf: change(tree.leaf) };
  if ('not' in tree) return { not: mapTree(tree.not, change) };
  if ('all' in tree) return { all: tree.all.map((one) => mapTree(one, change)) };
  return { any: tree.any.map((one) => mapTree(one, change)) };
}

/** The tree without what cannot hold where a leaf is not possible; null: nothing of it can. */
export function possiblePart<Leaf>(tree: Tree<Leaf>, isPossible: (leaf: Leaf) => boolean): Tree<Leaf> | null {
  if ('leaf' in tree) return isPossible(tree.leaf) ? tree : null;
  if ('not' in tree) return leavesOf(tree.not).every(isPossible) ? tree : null;
  const parts = ('all' in tree ? tree.all : tree.any).map((one) => possiblePart(one, isPossible));
  const left = parts.flatMap((part) => part ?? []);
  if ('all' in tree) return left.length === parts.length ? { all: left } : null;
  return left.length === 0 ? null : { any: left };
}

/** True where all leaves stand side by side, and nothing else. */
export function isFlat<Leaf>(tree: Tree<Leaf>): boolean {
  return 'all' in tree && tree.all.every((one) => 'leaf' in one);
}
