import type { Topology } from '../../analysis/topology.ts';

/** The tree of DataSync. */
export interface TopologyState {
  readonly open: boolean;
  /** Null until it was read. */
  readonly topology: Topology | null;
  readonly error: string | null;
  /** The account that it is of, by its id; null: of all. */
  readonly account: string | null;
  /** Nodes that were folded or unfolded by hand, by their ids. */
  readonly folded: Readonly<Record<string, boolean>>;
  /** The node under the cursor; null: the first one. */
  readonly cursor: string | null;
  /** The row that the cursor goes to as soon as the tree is there. */
  readonly wanted: { readonly tab: string; readonly row: number } | null;
  readonly top: number;
}

/** The tree before it was opened. */
export const initialTopology: TopologyState = {
  open: false,
  topology: null,
  error: null,
  account: null,
  folded: {},
  cursor: null,
  wanted: null,
  top: 0,
};
