/** The pictures of the documentation: which screen each shows, and how the app gets there. */

import type { KeyView } from '../source/ui/kit/key-binding.ts';
import type { TerminalSession } from '../test/helpers/pty.ts';

/** One picture. */
export interface Picture {
  /** Its file is `docs/pictures/<name>.svg`. */
  readonly name: string;
  /** The view that it shows. */
  readonly view: KeyView;
  /** What the app is started with; absent: it goes on from the picture before. */
  readonly args?: readonly string[];
  /** Presses keys until the view is on the screen that the picture before left. */
  readonly reach: (terminal: TerminalSession) => Promise<void>;
}

const PATIENCE = { timeoutMs: 120_000 };

/** Opens a table and filters it. */
async function filteredTable(terminal: TerminalSession, key: string, filter: string): Promise<void> {
  terminal.press(key);
  await terminal.waitForText(/row 1 of [\d,]+/, PATIENCE);
  terminal.press('/');
  terminal.type(filter);
  terminal.press('enter');
  await terminal.waitFor(
    `the filter ${filter}`,
    (lines) => lines.some((line) => line.includes(`filter ${filter}`) && line.includes('row 1 of')),
    PATIENCE,
  );
}

/** The pictures in the order in which the app comes to their screens. */
export const PICTURES: readonly Picture[] = [
  {
    name: 'scan',
    view: 'scan',
    args: ['--demo', '--latency', '220'],
    reach: async (terminal) => {
      await terminal.waitForText(/larkspur-prod/, PATIENCE);
      await terminal.waitForText(/waiting {3}/, PATIENCE);
      await terminal.waitForText(/(8\d|9\d|1[0-2]\d|13[0-5]) of 136 cells/, PATIENCE);
    },
  },
  {
    name: 'summary',
    view: 'summary',
    reach: async (terminal) => {
      await terminal.waitForText(/complete, \d+ problems/, PATIENCE);
      terminal.press('2');
      await terminal.waitForText('Needs attention', PATIENCE);
      await terminal.waitForNoText('still to come', PATIENCE);
    },
  },
  {
    name: 'table',
    view: 'table',
    reach: async (terminal) => {
      terminal.press('7');
      await terminal.waitForText(/EBS snapshots +[\d,]+/, PATIENCE);
      terminal.press('s');
      await terminal.waitForText('Sort by');
      terminal.type('Size');
      terminal.press('enter');
      await terminal.waitForText(/sorted by Size/, PATIENCE);
      await terminal.waitForNoText(', reading', PATIENCE);
      await terminal.waitForNoText('adding up', PATIENCE);
    },
  },
  {
    name: 'facets',
    view: 'facet',
    reach: async (terminal) => {
      terminal.press('f');
      await terminal.waitForText(/type to narrow/, PATIENCE);
      terminal.type('Origin');
      terminal.press('enter');
      await terminal.waitForText(/EBS snapshots by Origin/, PATIENCE);
      await terminal.waitForText(/manual +[\d,]+/, PATIENCE);
    },
  },
  {
    name: 'detail',
    view: 'detail',
    reach: async (terminal) => {
      terminal.press('esc');
      await terminal.waitForNoText('EBS snapshots by Origin', PATIENCE);
      await filteredTable(terminal, '7', 'origin:DLM region:us-east-1');
      terminal.press('enter');
      await terminal.waitForText(/usually every/, PATIENCE);
    },
  },
  {
    name: 'delete-plan',
    view: 'delete plan',
    reach: async (terminal) => {
      await filteredTable(terminal, '8', 'size>100GiB');
      terminal.press('D');
      await terminal.waitForText(/rows may go/, PATIENCE);
    },
  },
  {
    name: 'ask',
    view: 'ask',
    reach: async (terminal) => {
      terminal.press('esc');
      await terminal.waitForNoText('rows may go', PATIENCE);
      terminal.type(':ask attributes');
      terminal.press('enter');
      await terminal.waitForText(/rows to ask/, PATIENCE);
    },
  },
  {
    name: 'sources',
    view: 'table',
    reach: async (terminal) => {
      terminal.press('esc');
      await terminal.waitForNoText('rows to ask', PATIENCE);
      terminal.press(':');
      terminal.type('sources');
      terminal.press('enter');
      await terminal.waitForText(/sorted by Protection/, PATIENCE);
      await terminal.waitForText(/row 1 of [\d,]+/, PATIENCE);
      await terminal.waitForNoText('adding up', PATIENCE);
    },
  },
  {
    name: 'all-snapshots',
    view: 'table',
    reach: async (terminal) => {
      terminal.press(':');
      terminal.type('all-snapshots');
      terminal.press('enter');
      await terminal.waitForText(/All snapshots +[\d,]+\+? · /, PATIENCE);
      terminal.press(':');
      terminal.type('sort monthly_cost_high desc');
      terminal.press('enter');
      await terminal.waitForText(/sorted by Cost high v/, PATIENCE);
      await terminal.waitForNoText('adding up', PATIENCE);
    },
  },
  {
    name: 'topology',
    view: 'topology',
    reach: async (terminal) => {
      await filteredTable(terminal, '3', 'region:eu-west-1 source_uri:nfs*');
      terminal.press('t');
      await terminal.waitForText(/[│├└─ ]+- source NFS/, PATIENCE);
    },
  },
  {
    name: 'calendar',
    view: 'calendar',
    reach: async (terminal) => {
      terminal.press('C');
      await terminal.waitForText(/ ✓ good {2}✗ failed/, PATIENCE);
    },
  },
  {
    name: 'accounts',
    view: 'accounts',
    args: ['--demo-org', '--latency', '160'],
    reach: async (terminal) => {
      await terminal.waitForText(/Larkspur Freight · 24 accounts/, PATIENCE);
      await terminal.waitForText(/~.* left/, PATIENCE);
    },
  },
];
