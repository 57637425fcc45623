import type { Row, Value } from '../estate/collection.ts';
import type { Parameters } from './call.ts';
import { isList } from './xml.ts';

/** Times as the JSON protocols write them: seconds since 1970, with the milliseconds as a fraction. */
export function writeJson(row: Row): string {
  return JSON.stringify(wire(row));
}

function wire(value: Value): unknown {
  if (typeof value !== 'object') return value;
  if (value instanceof Date) return value.getTime() / 1000;
  if (isList(value)) return value.map(wire);
  const members: Record<string, unknown> = {};
  for (const field in value) members[field] = wire(value[field]);
  return members;
}

/** The parameters of a request whose body is, or can be seen as, a JSON object. */
export function jsonParameters(members: Readonly<Record<string, unknown>>): Parameters {
  const scalar = (value: unknown) =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : undefined;
  const listed = (name: string): readonly unknown[] => {
    const value = members[name];
    return Array.isArray(value) ? value : [];
  };
  return {
    text: (name) => scalar(members[name]),
    texts: (name) => listed(name).flatMap((value) => scalar(value) ?? []),
    records: (name) => listed(name).flatMap((value) => (isMembers(value) ? [jsonParameters(value)] : [])),
    scope: (without) =>
      JSON.stringify(
        Object.entries(members)
          .filter(([name]) => !without.includes(name))
          .sort(([left], [right]) => (left < right ? -1 : 1)),
      ),
  };
}

/** The members of a JSON object, or nothing if the text is none. */
export function parseMembers(text: string): Readonly<Record<string, unknown>> | undefined {
  if (text === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return isMembers(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isMembers(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
