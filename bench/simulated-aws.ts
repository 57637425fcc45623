import * as v from 'valibot';
import { type DemoProcessOptions, startDemoProcess } from '../source/demo/process.ts';

const COUNT = v.object({ calls: v.number(), throttled: v.number() });
const COUNTERS = v.object({ ...COUNT.entries, byCall: v.record(v.string(), COUNT) });

/** Calls since the last reset, by `service:Operation:region`. */
export type Counters = v.InferOutput<typeof COUNTERS>;

/** The simulated AWS in a process of its own. */
export interface SimulatedAws {
  readonly url: string;
  readonly counters: () => Promise<Counters>;
  readonly reset: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Milliseconds that a call takes, unless a measurement says otherwise. */
export const LATENCY = 80;

/** Starts it without faults; all of one benchmark have the same estate when they are given the same `now`. */
export async function startSimulatedAws(
  options: Partial<DemoProcessOptions> & Pick<DemoProcessOptions, 'size'>,
): Promise<SimulatedAws> {
  const server = await startDemoProcess({ latency: LATENCY, faults: 'none', ...options });
  return {
    url: server.url,
    counters: async () => v.parse(COUNTERS, await (await fetch(`${server.url}/_demo/counters`)).json()),
    reset: async () => {
      await fetch(`${server.url}/_demo/reset`, { method: 'POST' });
    },
    close: server.close,
  };
}

/** Calls by `service:Operation`, all regions together. */
export function byOperation({ byCall }: Counters): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const [call, { calls }] of Object.entries(byCall)) {
    const operation = call.split(':').slice(0, 2).join(':');
    sums.set(operation, (sums.get(operation) ?? 0) + calls);
  }
  return sums;
}

/** How many calls two clients made, and where they differ, in words. */
export function comparedCalls(ours: Counters, others: Counters, client: string): string {
  const different = differences(ours, others);
  const total = `calls: ${ours.calls}, ${client} ${others.calls}`;
  return different.length === 0
    ? `${total}; the same of every operation`
    : `${total}: ${different.join(', ')}`;
}

function differences(ours: Counters, others: Counters): readonly string[] {
  const [own, other] = [byOperation(ours), byOperation(others)];
  return [...new Set([...own.keys(), ...other.keys()])].sort().flatMap((operation) => {
    const [one, two] = [own.get(operation) ?? 0, other.get(operation) ?? 0];
    return one === two ? [] : [`${operation} ${one} against ${two}`];
  });
}
