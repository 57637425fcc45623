import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { AppEvent } from '../../../../source/ui/state/events.ts';
import { finishedScan } from '../../helpers/fake-scan.ts';
import { checkFrame, frame } from '../../helpers/frame.tsx';
import { after, opened, SMALL, withRowsOf } from '../../helpers/states.ts';

const typed = (text: string): AppEvent => ({ type: 'typed', text });
const table = withRowsOf(opened(finishedScan(), SMALL), 'agents');
const columnsOf = (state: typeof table) => state.tables.agents?.columns;
const USUAL = [
  'agent_name',
  'region',
  'status',
  'last_heartbeat',
  'creation_time',
  'endpoint_type',
  'platform_version',
  'vpc_endpoint_id',
];

describe('the list of columns', () => {
  test('shows those on screen first, marked, with what they mean', (context) => {
    checkFrame(context, 'columns-to-choose-80x24', after(table, 'columns', 'down', 'mark'));
  });

  test('hides, shows and moves columns; the first one stays when the table is scrolled', () => {
    const chosen = after(
      table,
      'columns',
      'down',
      'left',
      'mark',
      'mark',
      'erase line',
      typed('agent arn'),
      'mark',
      'enter',
    );
    assert.deepEqual(columnsOf(chosen), [...USUAL.slice(2), 'agent_arn']);
    const moved = after(table, 'columns', 'down', 'left', 'enter');
    assert.deepEqual(columnsOf(moved), ['region', 'agent_name', ...USUAL.slice(2)]);
    assert.match(frame(moved).split('\n')[4] ?? '', /^ {3}Region +Agent Name /);
  });

  test('leads back to the usual ones', () => {
    const chosen = after(table, 'columns', 'down', 'mark', 'enter');
    assert.deepEqual(
      columnsOf(chosen),
      USUAL.filter((id) => id !== 'region'),
    );
    assert.deepEqual(columnsOf(after(chosen, 'columns', 'reset', 'enter')), USUAL);
    assert.equal(columnsOf(after(chosen, 'columns', 'mark all', 'mark all', 'enter')), null);
  });

  test('leaves everything as it is with Esc', () => {
    assert.equal(columnsOf(after(table, 'columns', 'mark', 'escape')), null);
  });
});

test('W shows the other columns behind the chosen ones', () => {
  const wide = after(table, 'columns', 'left', 'down', 'left', 'enter', 'all columns');
  assert.match(frame(wide).split('\n')[4] ?? '', /^ {3}Region +Agent Name /);
  assert.equal(wide.tables.agents?.allColumns, true);
});
