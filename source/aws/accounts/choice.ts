/** Which accounts are meant, as `--accounts` and the configuration write it. */
import { UsageError } from '../../base/usage-error.ts';

/** One word of a choice. */
export type AccountTerm =
  /** All of the organization, or all that whoever signed in to IAM Identity Center may enter. */
  | { readonly is: 'org' | 'sso'; readonly text: string }
  /** All below a root or an organizational unit. */
  | { readonly is: 'parent'; readonly id: string; readonly text: string }
  /** All below the units of a path, `Workloads/Prod`, or of a glob over paths. */
  | { readonly is: 'unit'; readonly pattern: string; readonly text: string }
  | { readonly is: 'id'; readonly id: string; readonly text: string }
  /** A name or a glob over names. */
  | { readonly is: 'name'; readonly pattern: string; readonly text: string }
  /** A tag in Organizations; null: whatever its value. */
  | { readonly is: 'tag'; readonly key: string; readonly value: string | null; readonly text: string }
  /** The accounts of a file. */
  | { readonly is: 'file'; readonly file: string; readonly text: string };

/** What is chosen, and what of that is left out. */
export interface AccountChoice {
  readonly include: readonly AccountTerm[];
  readonly exclude: readonly AccountTerm[];
}

/** An account's id as AWS writes it. */
export const ACCOUNT_ID = /^\d{12}$/;

const PARENT_ID = /^(?:r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32})$/;

/** What lies between two commas, but not between those of a glob's braces. */
const WORDS = /(?:\{[^{}]*\}|[^,])+/g;

/**
 * Reads what is chosen, each word a list with commas; words with `!` leave out.
 * @throws UsageError that names `place`, the word and what would do
 */
export function parseChoice(words: readonly string[], place: string): AccountChoice {
  const given = words.flatMap((word) => word.match(WORDS) ?? []).map((word) => word.trim());
  const texts = given.filter((word) => word !== '');
  if (words.length > 0 && texts.length === 0)
    throw new UsageError(
      `${place} names no account: org, sso, ou-…, ou:PATH, ids, names, tag:KEY=VALUE or @FILE.`,
    );
  const include = texts.filter((text) => !text.startsWith('!')).map((text) => term(text, place));
  const exclude = texts.filter((text) => text.startsWith('!')).map((text) => leftOut(text, place));
  if (include.length === 0 && exclude.length > 0)
    throw new UsageError(
      `${place} ${texts.join(',')} leaves out, but names nothing to leave out from: put org or sso before it, such as org,${texts[0]}.`,
    );
  return { include, exclude };
}

/** True for every account of the organization: `org`, with or without more beside it, and nothing left out. */
export function isWholeOrganization({ include, exclude }: AccountChoice): boolean {
  return exclude.length === 0 && include.some(({ is }) => is === 'org');
}

/** What has to be asked before a choice can be made. `if possible`: what it tells is good to have. */
export function needsOf({ include, exclude }: AccountChoice): {
  readonly caller: boolean;
  readonly organization: 'must' | 'if possible' | 'not';
} {
  const bySso = has(include, 'sso');
  const must =
    has([...include, ...exclude], 'org', 'parent', 'unit', 'tag') ||
    (!bySso && has([...include, ...exclude], 'name'));
  if (must) return { caller: true, organization: 'must' };
  if (bySso) return { caller: has(include, 'file'), organization: 'not' };
  const isNamed = has(include, 'id', 'file');
  return { caller: true, organization: isNamed ? 'if possible' : 'not' };
}

/** True where one of the words is of one of these kinds. */
function has(terms: readonly AccountTerm[], ...kinds: readonly AccountTerm['is'][]): boolean {
  return terms.some(({ is }) => kinds.includes(is));
}

/** True where a chosen account may be entered by a role: all that is not listed at a sign-in to SSO. */
export function takesRole({ include }: AccountChoice): boolean {
  return !has(include, 'sso') || has(include, 'org', 'parent', 'unit', 'tag', 'file');
}

/** True where the accounts' tags in Organizations are asked. */
export function takesTags({ include, exclude }: AccountChoice): boolean {
  return has([...include, ...exclude], 'tag');
}

function leftOut(text: string, place: string): AccountTerm {
  const found = term(text.slice(1), place);
  if (found.is === 'org' || found.is === 'sso')
    throw new UsageError(`${place}: "${text}" leaves everything out: name what is wanted instead.`);
  return found;
}

function term(text: string, place: string): AccountTerm {
  if (text === 'org' || text === 'sso') return { is: text, text };
  if (text.startsWith('@')) return fileTerm(text, place);
  if (text.startsWith('tag:')) return tagTerm(text, place);
  if (text.startsWith('ou:')) return unitTerm(text, place);
  if (PARENT_ID.test(text)) return { is: 'parent', id: text, text };
  if (text.startsWith('ou-'))
    throw new UsageError(`${place}: "${text}" is not the id of an organizational unit (ou-xxxx-xxxxxxxx).`);
  if (ACCOUNT_ID.test(text)) return { is: 'id', id: text, text };
  if (/^\d+$/.test(text)) throw new UsageError(`${place}: ${wrongId(text)}.`);
  if (text === '') throw new UsageError(`${place}: "!" needs what it leaves out behind it.`);
  return { is: 'name', pattern: text, text };
}

function fileTerm(text: string, place: string): AccountTerm {
  const file = text.slice(1).trim();
  if (file === '') throw new UsageError(`${place}: "@" needs the name of a file behind it.`);
  return { is: 'file', file, text };
}

function unitTerm(text: string, place: string): AccountTerm {
  const pattern = text
    .slice('ou:'.length)
    .trim()
    .replace(/^\/+|\/+$/g, '');
  if (pattern === '')
    throw new UsageError(`${place}: "${text}" names no unit: write ou:PATH, such as ou:Workloads/Prod.`);
  return { is: 'unit', pattern, text };
}

function tagTerm(text: string, place: string): AccountTerm {
  const [, key = '', , value = null] = /^tag:([^=]*)(=(.*))?$/s.exec(text) ?? [];
  if (key.trim() === '')
    throw new UsageError(`${place}: "${text}" names no tag: write tag:KEY=VALUE, or tag:KEY for any value.`);
  return { is: 'tag', key, value, text };
}

/** What is wrong with something that should be an account's id. */
export function wrongId(text: string): string {
  const isCut = /^\d{9,11}$/.test(text);
  const hint = isCut ? '; a spreadsheet cuts leading zeros' : '';
  return `"${text}" is not an account id (12 digits${hint})`;
}
