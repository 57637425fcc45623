import type { Parameters } from './call.ts';

/** The parameters of a query request: `Filter.1.Name`, `SnapshotId.1`, `Filters.Filter.1.Values.Value.1`. */
export function formParameters(form: ReadonlyMap<string, string>, prefix = ''): Parameters {
  /** The numbered members under a name, with the list's own element name between or without. */
  const members = (name: string): readonly string[] => {
    const start = `${prefix}${name}.`;
    const found = new Map<number, string>();
    for (const key of form.keys()) {
      if (!key.startsWith(start)) continue;
      const [first = '', second = ''] = key.slice(start.length).split('.');
      const flat = /^\d+$/.test(first);
      const number = Number(flat ? first : second);
      if (Number.isInteger(number) && number > 0)
        found.set(number, flat ? `${start}${first}` : `${start}${first}.${second}`);
    }
    return [...found].sort(([left], [right]) => left - right).map(([, key]) => key);
  };
  return {
    text: (name) => form.get(prefix + name),
    texts: (name) => members(name).flatMap((key) => form.get(key) ?? []),
    records: (name) => members(name).map((key) => formParameters(form, `${key}.`)),
    scope: (without) =>
      [...form]
        .filter(([key]) => !without.includes(key))
        .map(([key, value]) => `${key}=${value}`)
        .sort()
        .join('&'),
  };
}

export function parseForm(body: string): ReadonlyMap<string, string> {
  return new Map(new URLSearchParams(body));
}
