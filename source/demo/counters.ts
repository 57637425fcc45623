/** What one operation in one region was asked. */
export interface CallCount {
  readonly calls: number;
  readonly throttled: number;
  /** Calls that were answered with an error other than throttling, or with none. */
  readonly failed: number;
  /** Of answers' bodies. */
  readonly bytes: number;
  readonly maxInFlight: number;
}

export interface CallCounters extends CallCount {
  /** By `service:Operation:region`. */
  readonly byCall: Readonly<Record<string, CallCount>>;
}

type Counting = { -readonly [Name in keyof CallCount]: CallCount[Name] } & { inFlight: number };

export interface Counters {
  /** Counts a call that begins; what is returned is called when it ends. */
  readonly begin: (key: string) => (end: CallEnd) => void;
  readonly read: () => CallCounters;
  readonly reset: () => void;
}

export interface CallEnd {
  readonly outcome: 'served' | 'throttled' | 'failed';
  readonly bytes: number;
}

const nothing = (): Counting => ({
  calls: 0,
  throttled: 0,
  failed: 0,
  bytes: 0,
  maxInFlight: 0,
  inFlight: 0,
});

export function createCounters(): Counters {
  let total = nothing();
  let byCall = new Map<string, Counting>();
  return {
    begin: (key) => {
      const own = byCall.get(key) ?? nothing();
      byCall.set(key, own);
      const both = [total, own];
      for (const count of both) {
        count.calls++;
        count.inFlight++;
        count.maxInFlight = Math.max(count.maxInFlight, count.inFlight);
      }
      return ({ outcome, bytes }) => {
        for (const count of both) {
          count.inFlight--;
          count.bytes += bytes;
          if (outcome !== 'served') count[outcome]++;
        }
      };
    },
    read: () => ({
      ...visible(total),
      byCall: Object.fromEntries([...byCall].sort().map(([key, count]) => [key, visible(count)])),
    }),
    reset: () => {
      total = nothing();
      byCall = new Map();
    },
  };
}

function visible({ inFlight: _inFlight, ...count }: Counting): CallCount {
  return count;
}
