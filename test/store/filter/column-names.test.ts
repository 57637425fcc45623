import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { columnsOfTab } from '../../../source/kinds/registry.ts';
import { TABS } from '../../../source/kinds/tabs.ts';
import { filterFields, findField } from '../../../source/store/filter/fields.ts';
import { columnMeant, commandContext } from '../../../source/ui/palette/command-context.ts';
import { DEFAULT_APPEARANCE } from '../../../source/ui/screen/read-appearance.ts';
import { initialState } from '../../../source/ui/state/app-state.ts';

const setting = {
  version: '0',
  byteUnit: 'auto',
  profile: null,
  exportFolder: '.',
  organizationName: null,
  depth: 1,
} as const;

for (const tab of TABS) {
  describe(`the columns of ${tab.title} have the same names`, () => {
    const state = {
      ...initialState({ ...DEFAULT_APPEARANCE, ...setting }, { columns: 80, rows: 24 }, 'file', 0),
      view: tab.id,
    };
    const { sortable, countable } = commandContext(state);
    const fields = filterFields(columnsOfTab(tab.id));

    test('in the filter, for sorting and for facets', () => {
      for (const column of columnsOfTab(tab.id)) {
        for (const name of [column.id, column.header, column.label ?? column.header]) {
          const inFilter = findField(name.replace(/[^a-z0-9]+/gi, '_').replace(/_$/, ''), fields);
          // What the cell of a row says has its own name in a filter.
          if (inFilter.found === 'field' && inFilter.field.source.in !== 'column') continue;
          for (const columns of [sortable, countable]) {
            const meant = columnMeant(name, columns);
            const id = inFilter.found === 'field' ? inFilter.field.id : inFilter.found;
            assert.equal('id' in meant ? meant.id : 'several', id, `${name} in ${tab.id}`);
          }
        }
      }
    });

    test('of cost, where there are bounds below and above, the one above for sorting', () => {
      if (!sortable.some(({ id }) => id === 'monthly_cost_high')) return;
      assert.deepEqual(columnMeant('cost', sortable), { id: 'monthly_cost_high' });
    });

    test('also those that people type', () => {
      for (const habit of ['started', 'created', 'enc', 'name']) {
        const field = findField(habit, fields);
        if (field.found !== 'field' || !columnsOfTab(tab.id).some(({ id }) => id === field.field.id))
          continue;
        assert.deepEqual(columnMeant(habit, sortable), { id: field.field.id }, habit);
      }
    });
  });
}
