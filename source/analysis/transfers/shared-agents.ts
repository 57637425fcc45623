/** Tasks that share an agent: which wait for one another, and whose runs fell on one another. */
import { endOf, isUnderWay, newestFirst, type Run } from './run.ts';

/** A task among those of an agent. */
export interface OnAgents {
  readonly row: number;
  readonly name: string;
  /** ARNs of its agents. */
  readonly agents: readonly string[];
  /** Its newest run; undefined: none is known. */
  readonly last: Run | undefined;
  /** One of its runs is at work. */
  readonly isAtWork: boolean;
}

/** The task with what its runs tell; `runs` in any order. */
export function onAgents(task: Omit<OnAgents, 'last' | 'isAtWork'>, runs: readonly Run[]): OnAgents {
  const isAtWork = runs.some((run) => isUnderWay(run) && run.status !== 'QUEUED');
  return { ...task, last: newestFirst(runs)[0], isAtWork };
}

/** More names than these say no more. */
const MOST_NAMES = 20;

/** By row: what a task waits behind, and whose last run fell on its own; rows of which there is nothing to tell are left out. */
export function sharedAgents(
  tasks: readonly OnAgents[],
): ReadonlyMap<
  number,
  { readonly queuedBehind: readonly string[]; readonly collidesWith: readonly string[] }
> {
  const byAgent = new Map<string, OnAgents[]>();
  for (const task of tasks) {
    for (const agent of task.agents) {
      const known = byAgent.get(agent);
      if (known === undefined) byAgent.set(agent, [task]);
      else known.push(task);
    }
  }
  const found = new Map<number, { queuedBehind: readonly string[]; collidesWith: readonly string[] }>();
  for (const task of tasks) {
    const others = new Set(task.agents.flatMap((agent) => byAgent.get(agent) ?? []));
    const own = task.isAtWork ? [task.name] : [];
    others.delete(task);
    const queuedBehind =
      task.last?.status === 'QUEUED' ? [...own, ...namesOf(others, ({ isAtWork }) => isAtWork)] : [];
    const collidesWith = namesOf(others, (other) => overlap(task.last, other.last));
    if (queuedBehind.length > 0 || collidesWith.length > 0)
      found.set(task.row, { queuedBehind, collidesWith });
  }
  return found;
}

function namesOf(tasks: Iterable<OnAgents>, is: (task: OnAgents) => boolean): readonly string[] {
  const names: string[] = [];
  for (const task of tasks) {
    if (names.length === MOST_NAMES) break;
    if (is(task)) names.push(task.name);
  }
  return names.sort();
}

/** Whether both were at work at the same time; one that waits is not. */
function overlap(one: Run | undefined, other: Run | undefined): boolean {
  const [first, second] = [spanOf(one), spanOf(other)];
  return first !== null && second !== null && first.from < second.to && second.from < first.to;
}

function spanOf(run: Run | undefined): { readonly from: number; readonly to: number } | null {
  if (run === undefined || run.status === 'QUEUED') return null;
  const [from, to] = [run.launch ?? run.start, endOf(run)];
  return from === null || to === null ? null : { from, to };
}
