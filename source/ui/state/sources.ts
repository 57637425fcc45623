import type { SourceTotal, SummaryReport } from '../../analysis/summary.ts';
import { type ListColumn, listColumn } from './list-columns.ts';

const column = listColumn<SourceTotal>;

/** The columns of the table of sources: who it is, what is kept of it, and how old that is. */
export function sourceColumns(report: SummaryReport): readonly ListColumn<SourceTotal>[] {
  const names = new Map(report.accounts?.map(({ account, name }) => [account, name]));
  const nameOf = ({ account }: SourceTotal): string => names.get(account) ?? account;
  return [
    column('source', 'Source', 'text', 24, (source) => source.source ?? 'unknown source'),
    ...(names.size > 0 ? [column('account_name', 'Account', 'text', 16, nameOf)] : []),
    column('service', 'Service', 'text', 10, (source) => source.service),
    column('region', 'Region', 'text', 14, (source) => source.region),
    column('source_name', 'Name', 'text', 18, (source) => source.sourceName),
    column('source_exists', 'Exists', 'text', 7, (source) => source.sourceExists),
    column('count', 'Count', 'integer', 7, (source) => source.count),
    column('bytes', 'Size', 'bytes', 10, knownBytes),
    ...report.ages.flatMap((age, index) => [
      column(`count_${index}`, age.label, 'integer', Math.max(7, age.label.length), (source) => {
        const amount = source.byAge[index];
        return amount === undefined || amount.count === 0 ? null : amount.count;
      }),
      column(`bytes_${index}`, 'Size', 'bytes', 10, (source) => {
        const amount = source.byAge[index];
        return amount === undefined ? null : knownBytes(amount);
      }),
    ]),
    column('types', 'Origins', 'list', 20, (source) => source.types),
    column('account', names.size > 0 ? 'Account Id' : 'Account', 'text', 12, (source) => source.account),
  ];
}

/** The known bytes of an amount; unknown where no size of it is known. */
export function knownBytes(amount: {
  readonly count: number;
  readonly bytes: number;
  readonly unknownSizes: number;
}): number | null {
  return amount.count === amount.unknownSizes ? null : amount.bytes;
}
