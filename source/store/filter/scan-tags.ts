/** The values of the field `tag`: `Key`, `Key=value`, with several values of a key and several keys by commas. */
import { bareValue, commaBeside, Fault, type RawValue, scanValue } from './scan-values.ts';

/** Reads keys with their values from here on; `first` is where they begin. */
export function tagsFrom(text: string, first: number): readonly RawValue[] {
  const tags: RawValue[] = [];
  for (let at = first; ; at += 1) {
    const tag = tagAt(text, at, tags.at(-1));
    const isMore = text.charAt(tag.end) === ',';
    if (tag.text === '' && !tag.quoted && (tag.value !== undefined || isMore || tags.length > 0)) {
      const [start, end] = tag.value === undefined ? commaBeside(text, tag.end) : [tag.start, tag.end];
      throw new Fault('a tag needs its key: tag:env, tag:env=prod', start, end);
    }
    tags.push(tag);
    if (!isMore) return tags;
    at = tag.end;
  }
}

/** A key with or without a value; what has no `=` after a key with a value is another value of that key. */
function tagAt(text: string, at: number, before: RawValue | undefined): RawValue {
  const key = text.charAt(at) === '"' ? scanValue(text, at) : bareValue(text, at, /[\s,=()]/);
  if (text.charAt(key.end) !== '=') {
    if (before?.value === undefined) return key;
    const value = scanValue(text, at, ',');
    return { ...before, value, start: at, end: value.end };
  }
  const value = scanValue(text, key.end + 1, ',');
  return { ...key, value, end: value.end };
}
