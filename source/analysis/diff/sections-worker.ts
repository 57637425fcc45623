/** The thread that reads findings and sources of two scan files while another one compares their rows. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { RESOURCE_KINDS } from '../../kinds/registry.ts';
import { readSide } from '../../store/diff/scan-side.ts';
import { readSections, type SectionChange } from './sections.ts';
import type { SectionsAnswer, SectionsOrder, SectionsTask } from './sections-thread.ts';
import { TabMatches } from './tab-matches.ts';

/** So many changes go into a message. */
const AT_ONCE = 1000;

function run(port: MessagePort, { old, new: now, kinds: ids }: SectionsTask): void {
  const sides = { old: readSide(old), new: readSide(now) };
  const kinds = RESOURCE_KINDS.filter(({ id }) => ids.includes(id));
  const read = readSections({ sides, kinds, isFiltered: false });
  port.postMessage({ type: 'read' } satisfies SectionsAnswer);
  let changes: Iterator<SectionChange> = [].values();
  port.on('message', (order: SectionsOrder) => {
    if (order !== null) {
      const matches = new Map([...order].map(([tab, partners]) => [tab, new TabMatches(partners)]));
      changes = read.changes((tab) => matches.get(tab) ?? new TabMatches());
    }
    port.postMessage({ type: 'changes', changes: someOf(changes) } satisfies SectionsAnswer);
  });
}

function someOf(changes: Iterator<SectionChange>): readonly SectionChange[] {
  const some: SectionChange[] = [];
  while (some.length < AT_ONCE) {
    const next = changes.next();
    if (next.done === true) break;
    some.push(next.value);
  }
  return some;
}

if (parentPort !== null) run(parentPort, workerData);
