import { defineResource, type ResourceSpec } from '../../source/kinds/define/define-resource.ts';
import type { ColumnType } from '../../source/model/columns.ts';
import { NOTHING_MORE } from '../helpers/nothing-more.ts';

/** A column of a made kind. */
export function column(header: string, type: ColumnType): ResourceSpec<object>['columns'][number] {
  return { header, type, width: 10, shown: true, about: header, value: () => null };
}

/** A kind that is only stored, never collected. */
export function madeKind(id: string, tab: string, columns: ResourceSpec<object>['columns']) {
  return defineResource<object>({
    id,
    title: id,
    group: 'snapshots',
    service: 'EBS',
    gridHeader: id,
    tab: { id: tab, title: tab, glance: ['name'], order: 'none' },
    sheets: [],
    columns,
    key: () => undefined,
    actions: [],
    optionalActions: 'none',
    askedLater: 'none',
    ...NOTHING_MORE,
    sample: () => ({}),
    async *collect() {},
  });
}

/** One column of every type. */
export const things = madeKind('thing', 'ebs', [
  column('Name', 'text'),
  column('Thing ARN', 'arn'),
  column('Count', 'integer'),
  column('Size', 'bytes'),
  column('Creation Time', 'instant'),
  column('Took', 'duration'),
  column('Encrypted', 'boolean'),
  column('Status', 'enum'),
  column('Tags', 'list'),
  column('Labels', 'tags'),
]);

/** Shares the tab of `things`, and has one column that they lack. */
export const others = madeKind('other', 'ebs', [column('Name', 'text'), column('Engine', 'text')]);

/** On a tab of its own. */
export const lists = madeKind('list', 'tasks', [column('Name', 'text')]);

export const kinds = [things, others, lists];
