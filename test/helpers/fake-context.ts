import { iamAction, type Operation } from '../../source/aws/operation.ts';
import { pagesOf } from '../../source/aws/pages.ts';
import type { CollectContext, CollectOptions } from '../../source/kinds/define/collect-context.ts';
import type { ResourceKind } from '../../source/kinds/define/define-resource.ts';
import type { ListedSource } from '../../source/kinds/define/listed-source.ts';
import { KINDS_OF_POINTS } from '../../source/kinds/registry.ts';
import type { Place, Value } from '../../source/model/columns.ts';

/** What an operation answers: an output, an error to throw, or a promise of either (to hold an answer back). */
export type ScriptedAnswer = object | Error | Promise<object | Error>;

/** Answers of one operation: in the order of its calls, or worked out from the input of each. */
export type Script = readonly ScriptedAnswer[] | ((input: Record<string, unknown>) => ScriptedAnswer);

/** A call as the collector made it. */
export interface RecordedCall {
  /** As IAM spells it: `ec2:DescribeSnapshots`. */
  readonly action: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** A part that a collector did without: `what` it named, and why. */
export interface MissingPart {
  readonly what: string;
  readonly reason: string;
}

export interface FakeContext {
  readonly context: CollectContext;
  /** Every call, in the order in which they were made. */
  readonly calls: readonly RecordedCall[];
  /** What `optional` and `partial` noted on the cell. */
  readonly missing: readonly MissingPart[];
  /** What the rows can be made of, as the collector listed it; undefined: it could not. */
  readonly sources: () => Promise<readonly ListedSource[] | undefined>;
  /** How often an operation was called, by AWS's name of it. */
  readonly callsOf: (name: string) => number;
}

export interface FakeContextSettings {
  /** By AWS's name of the operation. One that is called but not here fails the test, unless there is `send`. */
  readonly answers: Readonly<Record<string, Script>>;
  readonly options?: Partial<CollectOptions>;
  readonly kinds?: readonly string[];
  readonly place?: Partial<Place>;
  readonly scanStart?: Date;
  readonly scope?: object;
  /** Sends what the script has no answers for (to a simulated AWS). */
  readonly send?: <Input, Output>(operation: Operation<Input, Output>, input: Input) => Promise<Output>;
}

export const FAKE_PLACE: Place = { account: '123456789012', partition: 'aws', region: 'us-east-1' };
export const FAKE_SCAN_START = new Date('2026-10-01T12:00:00Z');

/** What collectors are asked for where nobody says otherwise. */
export const DEFAULT_OPTIONS: CollectOptions = {
  executionDays: 30,
  since: null,
  until: null,
  attributes: false,
  tags: false,
  locationTypes: [],
};

/** Errors that end a whole cell: `optional` throws them on. */
const ENDING = new Set(['AbortError', 'ExpiredToken', 'ExpiredTokenException', 'UnscriptedCall']);

/** An error as the SDK throws it. */
export function awsError(name: string, message = `${name} from the script`): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}

/** Answers page by page, with tokens as the service spells them (default `NextToken` both ways). */
export function inPages(
  pages: readonly (object | Error)[],
  { ask = 'NextToken', answer = 'NextToken' } = {},
): (input: Record<string, unknown>) => object | Error {
  return (input) => {
    const index = input[ask] === undefined ? 0 : Number(String(input[ask]).replace('page-', ''));
    const page = pages[index];
    if (page === undefined) return awsError('UnscriptedCall', `there is no page ${String(input[ask])}`);
    if (page instanceof Error || index === pages.length - 1) return page;
    return { ...page, [answer]: `page-${index + 1}` };
  };
}

/** A collector's context without AWS: answers come from the script, calls and missing parts are recorded. */
export function fakeContext(settings: FakeContextSettings): FakeContext {
  const calls: RecordedCall[] = [];
  const missing: MissingPart[] = [];
  let listed: Promise<readonly ListedSource[] | undefined> = Promise.resolve(undefined);

  const call = async <Input, Output>(operation: Operation<Input, Output>, input: Input): Promise<Output> => {
    const given = { ...input } as Record<string, unknown>;
    const earlier = calls.filter((made) => made.action === iamAction(operation)).length;
    calls.push({ action: iamAction(operation), input: given });
    const script = settings.answers[operation.name];
    if (script === undefined && settings.send !== undefined) return settings.send(operation, input);
    const answer = await (typeof script === 'function' ? script(given) : script?.[earlier]);
    if (answer === undefined) {
      throw awsError('UnscriptedCall', `no answer for call ${earlier + 1} of ${operation.name}`);
    }
    if (answer instanceof Error) throw answer;
    return answer as Output;
  };

  const context: CollectContext = {
    place: { ...FAKE_PLACE, ...settings.place },
    scanStart: settings.scanStart ?? FAKE_SCAN_START,
    begunAt: settings.scanStart ?? FAKE_SCAN_START,
    options: { ...DEFAULT_OPTIONS, ...settings.options },
    kinds: settings.kinds ?? [],
    kindsOfPoints: KINDS_OF_POINTS,
    scope: settings.scope ?? {},
    call,
    pages: (operation, input) => pagesOf(call, operation, input),
    optional: async (what, part) => {
      try {
        return await part;
      } catch (error) {
        if (!(error instanceof Error) || ENDING.has(error.name)) throw error;
        missing.push({ what, reason: error.name });
        return undefined;
      }
    },
    partial: (what, reason) => {
      missing.push({ what, reason });
    },
    sources: (listing) => {
      listed = listing.catch(() => undefined);
    },
  };
  return {
    context,
    sources: async () => await listed,
    calls,
    missing,
    callsOf: (name) => calls.filter((made) => made.action.endsWith(`:${name}`)).length,
  };
}

/** A flattened row by column id, with its key and problem beside the values. */
export interface CollectedRecord {
  readonly key: string | undefined;
  readonly problem: string | null;
  readonly values: Readonly<Record<string, Value>>;
}

/** What a collector handed out: rows up to its end, or up to what it threw. */
export interface Collected {
  readonly rows: readonly CollectedRecord[];
  readonly cursors: readonly (string | null)[];
  /** What the collector threw; undefined where it came to its end. */
  readonly error: unknown;
}

/** Runs a kind's collector to its end. */
export async function collectAll(kind: ResourceKind, fake: FakeContext): Promise<Collected> {
  const rows: CollectedRecord[] = [];
  const cursors: (string | null)[] = [];
  try {
    for await (const page of kind.collect(fake.context)) {
      cursors.push(page.cursor);
      for (const { key, problem, values } of page.rows) {
        const byId = kind.columns.map((column, index) => [column.id, values[index] ?? null] as const);
        rows.push({ key, problem, values: Object.fromEntries(byId) });
      }
    }
  } catch (error) {
    return { rows, cursors, error };
  }
  return { rows, cursors, error: undefined };
}
