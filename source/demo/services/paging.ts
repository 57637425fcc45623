import type { Collection, Row } from '../estate/collection.ts';
import type { Answer, Call } from '../protocols/call.ts';
import { hashText } from '../random.ts';

/** How one operation pages: the names of its parameters and of its answer's members. */
export interface Paging {
  readonly size: string;
  readonly token: string;
  readonly nextToken: string;
  readonly list: string;
  readonly limits: { readonly low: number; readonly high: number; readonly default: number };
  readonly badSize: (value: string) => never;
  readonly badToken: () => never;
}

/** No more rows than this are looked at for one filtered page: like EC2's, it may then be short, or even empty. */
const scanLimit = 5000;

interface PageOptions {
  /** More members of the answer. */
  readonly more?: Row;
  /** Filters; the rows that they let through may be less than a page. */
  readonly keeps?: ((row: Row) => boolean) | undefined;
  /** What the list has of a row, where that is less than all of it. */
  readonly view?: (row: Row) => Row;
}

/**
 * One page of a collection. Tokens are opaque, and belong to the request without its page size: a token of another
 * request is none.
 */
export function pageOf(
  call: Call,
  collection: Collection,
  paging: Paging,
  options: PageOptions = {},
): Answer {
  const { parameters } = call;
  const size = pageSize(parameters.text(paging.size), paging);
  const salt = hashText(
    `${call.service}/${call.region}/${call.operation}/${parameters.scope([paging.size, paging.token])}`,
  );
  const given = parameters.text(paging.token) || undefined;
  const start = given === undefined ? 0 : readToken(given, salt);
  if (start === undefined || start > collection.count) return paging.badToken();
  const rows: Row[] = [];
  let position = start;
  const end = options.keeps === undefined ? collection.count : Math.min(collection.count, start + scanLimit);
  while (rows.length < size && position < end) {
    const row = collection.at(position++);
    if (options.keeps === undefined || options.keeps(row))
      rows.push(options.view === undefined ? row : options.view(row));
  }
  return {
    body: {
      ...options.more,
      [paging.list]: rows,
      [paging.nextToken]: position < collection.count ? writeToken(position, salt) : undefined,
    },
    page: {
      list: paging.list,
      token: paging.nextToken,
      given,
      again: writeToken(start, salt),
      before: start > 0 ? (options.view ?? same)(collection.at(start - 1)) : undefined,
    },
  };
}

const same = (row: Row) => row;

function pageSize(value: string | undefined, paging: Paging): number {
  if (value === undefined) return paging.limits.default;
  const size = Number(value);
  const fits = Number.isInteger(size) && size >= paging.limits.low && size <= paging.limits.high;
  return fits ? size : paging.badSize(value);
}

function writeToken(position: number, salt: number): string {
  const text = `${(position ^ (salt >>> 8)).toString(36)}.${hashText(`${position}/${salt}`).toString(36)}`;
  return Buffer.from(text).toString('base64');
}

function readToken(token: string, salt: number): number | undefined {
  const [position = '', check = ''] = Buffer.from(token, 'base64').toString('latin1').split('.');
  const start = Number.parseInt(position, 36) ^ (salt >>> 8);
  return hashText(`${start}/${salt}`).toString(36) === check ? start : undefined;
}
