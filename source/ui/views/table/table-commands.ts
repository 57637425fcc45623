import type { Command } from '../../kit/key-binding.ts';
import { tableHeight } from '../../kit/layout.ts';
import { isMovement } from '../../kit/movement.ts';
import { type AppState, openTable } from '../../state/app-state.ts';
import { allMarkToggled, markToggled, rangeMarked, unmarked } from '../../state/marks.ts';
import { withDetail, withTable, withWayBack } from '../../state/navigation.ts';
import { asked, movedCursor } from '../../state/table-state.ts';
import { withSortStep, withSortTurned } from './sort-step.ts';
import { columnsOffAfter } from './table-layout.ts';

/** The state after a command in an open table; undefined: it is none of a table's. */
export function afterTableCommand(state: AppState, command: Command): AppState | undefined {
  const table = openTable(state);
  if (table === undefined) return undefined;
  const height = tableHeight(state.size);
  if (isMovement(command)) return withTable(state, movedCursor(table, command, height));
  switch (command) {
    case 'left':
    case 'right':
      return withTable(state, {
        ...table,
        columnsOff: columnsOffAfter(state, table, command === 'left' ? -1 : 1),
      });
    case 'all columns':
      return withTable(state, { ...table, allColumns: !table.allColumns, columnsOff: 0 });
    case 'mark':
      return withTable(state, movedCursor(markToggled(table), 'down', height));
    case 'mark range':
      return withTable(state, rangeMarked(table));
    case 'unmark':
      return withTable(state, unmarked(table));
    case 'mark all':
      return withTable(state, allMarkToggled(table));
    case 'faults': {
      const { faults, ...filter } = table.filter;
      return withTable(
        state,
        asked(table, { filter: faults === true ? filter : { ...filter, faults: true } }),
      );
    }
    case 'sort before':
      return withSortStep(state, -1);
    case 'sort after':
      return withSortStep(state, 1);
    case 'turn sort':
      return withSortTurned(state);
    case 'back':
      return withWayBack(state);
    case 'enter':
      return withDetail(state, table.cursor);
    default:
      return undefined;
  }
}
