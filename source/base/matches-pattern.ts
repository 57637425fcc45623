/** True where a text is what a pattern in lower case asks for, in any case; `*` is any run of characters. */
export function matchesPattern(text: unknown, pattern: unknown): 0 | 1 {
  if (typeof text !== 'string' || typeof pattern !== 'string') return 0;
  const [first = '', ...rest] = pattern.split('*');
  const lower = text.toLowerCase();
  const last = rest.pop();
  if (last === undefined) return lower === first ? 1 : 0;
  if (!lower.startsWith(first)) return 0;
  let at = first.length;
  for (const part of rest) {
    const found = lower.indexOf(part, at);
    if (found < 0) return 0;
    at = found + part.length;
  }
  return lower.endsWith(last) && lower.length - last.length >= at ? 1 : 0;
}
