/**
 * Whether the final runs of tasks fit into a window in which nothing is written at their sources any more: how long each
 * is expected to take, told from its runs before.
 */
import { goodRuns, median, newestFirst, type Run } from './run.ts';

/** What is expected of the next run of a task; durations in milliseconds. Null: not known. */
export interface FinalRun {
  /** Good runs that it is told from: those after the first one, each with what had changed since the one before. */
  readonly runs: number;
  readonly bytesPerDay: number | null;
  readonly filesPerDay: number | null;
  /** The median of the last of them. */
  readonly expected: number | null;
  /** At most so long nine times out of ten; under nine runs the longest there was. */
  readonly ninety: number | null;
  /** Why it is not known, or what speaks against cutting over now; empty: nothing. */
  readonly reason: string;
  /** True where the last run left something behind. */
  readonly isNotYet: boolean;
}

const DAY = 86_400_000;

/** Under so many good runs nothing is expected. */
const FEWEST = 3;

/** What changes is told from so many of the last runs. */
const LAST = 5;

/** A run with what had changed since the good one before it. */
interface Incremental {
  readonly duration: number;
  readonly bytesPerDay: number | null;
  readonly filesPerDay: number | null;
  readonly gap: number;
}

/**
 * What is to be expected of a run that starts at `at` (milliseconds since 1970 UTC) with nothing written meanwhile.
 * `keepsRunning`: its schedule is on, so that until then no more than usual comes together.
 */
export function finalRun(runs: readonly Run[], at: number, keepsRunning = false): FinalRun {
  const good = goodRuns(runs);
  const incremental = incrementalRuns(good);
  const last = incremental.slice(0, LAST);
  const left = leftBehind(newestFirst(runs)[0]);
  const facts = {
    runs: incremental.length,
    bytesPerDay: median(last.map(({ bytesPerDay }) => bytesPerDay)),
    filesPerDay: median(last.map(({ filesPerDay }) => filesPerDay)),
    isNotYet: left !== '',
  };
  if (incremental.length < FEWEST) {
    const why = `under ${FEWEST} good runs after a first one`;
    return { ...facts, expected: null, ninety: null, reason: left === '' ? why : `${why}; ${left}` };
  }
  const more = keepsRunning ? 1 : growth(last, at - (good[0]?.start ?? at));
  const usual = median(last.map(({ duration }) => duration));
  return {
    ...facts,
    expected: usual === null ? null : Math.round(usual * more),
    ninety: Math.round(nineOfTen(incremental.map(({ duration }) => duration)) * more),
    reason: left,
  };
}

/** The good runs after the first, the newest first. */
function incrementalRuns(good: readonly Run[]): readonly Incremental[] {
  return good.flatMap((run, index) => {
    const before = good[index + 1];
    if (run.duration === null || run.start === null || before?.start == null) return [];
    const gap = run.start - before.start;
    const perDay = (amount: number | null) =>
      amount === null || gap <= 0 ? null : Math.round((amount * DAY) / gap);
    return [
      {
        ...{ duration: run.duration, gap },
        bytesPerDay: perDay(run.bytes),
        filesPerDay: perDay(run.filesTransferred),
      },
    ];
  });
}

/** By how much more changes than usual where longer than usual has passed; never less than it. */
function growth(last: readonly Incremental[], gap: number): number {
  const usual = median(last.map((run) => run.gap));
  return usual === null || usual <= 0 ? 1 : Math.max(1, gap / usual);
}

/** At least as many as nine of ten, and one more for what is to come, were no longer; the longest where there are fewer. */
function nineOfTen(durations: readonly number[]): number {
  const sorted = durations.toSorted((one, other) => one - other);
  const rank = Math.min(sorted.length, Math.ceil(0.9 * (sorted.length + 1)));
  return sorted[rank - 1] ?? 0;
}

function leftBehind(last: Run | undefined): string {
  if (last === undefined) return '';
  if (last.status === 'ERROR') return 'its last run failed';
  return (last.filesFailed ?? 0) > 0 ? 'files failed in its last run' : '';
}

/** A task in a cutover. */
export interface CutoverTask extends FinalRun {
  readonly row: number;
  readonly arn: string | null;
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** The agents that it needs, by their names; null: not known. */
  readonly agents: readonly string[] | null;
}

/** A window for final runs, in milliseconds since 1970 UTC. */
export interface CutoverWindow {
  readonly start: number;
  readonly length: number;
}

/** Whether the final run of a task ends within the window, nine times out of ten. */
export type CutoverVerdict = 'fits' | 'does not fit' | 'unknown';

export interface JudgedCutover {
  readonly task: CutoverTask;
  readonly verdict: CutoverVerdict;
  /** When it has to start at the latest; null: not known, or it does not fit. */
  readonly latestStart: number | null;
  /** Tasks of this cutover on an agent of its own, itself among them: they run one after the other. */
  readonly onAgent: number;
}

/** Judges the tasks of a cutover together: those that need the same agent wait for each other. */
export function judgeCutover(
  tasks: readonly CutoverTask[],
  { start, length }: CutoverWindow,
): readonly JudgedCutover[] {
  const byAgent = new Map<string, CutoverTask[]>();
  for (const task of tasks)
    for (const agent of agentsOf(task)) byAgent.set(agent, [...(byAgent.get(agent) ?? []), task]);
  return tasks.map((task) => {
    const beside = agentsOf(task).map((agent) => byAgent.get(agent) ?? []);
    const needs = [[task], ...beside].map(sumOf);
    const least = Math.max(...needs.map(({ known }) => known));
    const isKnown = task.ninety !== null && task.agents !== null && needs.every(({ isWhole }) => isWhole);
    const verdict = least > length ? 'does not fit' : isKnown ? 'fits' : 'unknown';
    return {
      ...{ task, verdict },
      latestStart: verdict === 'fits' ? start + length - least : null,
      onAgent: Math.max(1, ...beside.map((own) => own.length)),
    };
  });
}

function agentsOf({ account, region, agents }: CutoverTask): readonly string[] {
  return (agents ?? []).map((agent) => `${account} ${region} ${agent}`);
}

function sumOf(tasks: readonly CutoverTask[]): { readonly known: number; readonly isWhole: boolean } {
  return {
    known: tasks.reduce((sum, { ninety }) => sum + (ninety ?? 0), 0),
    isWhole: tasks.every(({ ninety }) => ninety !== null),
  };
}
