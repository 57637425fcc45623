import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CellState } from '../../source/model/cell.ts';
import { createCellBoard, queuedCell } from '../../source/scan/cell-board.ts';

const cell = (id: number) => ({
  id,
  account: '123456789012',
  partition: 'aws',
  region: 'us-east-1',
  kind: 'ebs-snapshot',
});

function boardOf(count: number) {
  const told: (readonly CellState[])[] = [];
  const board = createCellBoard((cells) => void told.push(cells));
  board.add(Array.from({ length: count }, (_, index) => cell(index + 1)));
  return { board, told, numbers: () => told.map((cells) => cells.map(({ id, rows }) => [id, rows])) };
}

test('a cell is queued with nothing known of it until something is', () => {
  const { board } = boardOf(1);
  assert.deepEqual(board.all(), [queuedCell(cell(1))]);
  assert.deepEqual(board.get(1), {
    ...cell(1),
    phase: 'queued',
    rows: 0,
    calls: 0,
    retries: 0,
    read: null,
    startedAt: null,
    endedAt: null,
    error: null,
    waiting: null,
  });
  assert.throws(() => board.get(7), new Error('There is no cell 7'));
});

test('changes are told ten times a second, each cell once with its last state', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { board, numbers } = boardOf(3);
  board.update(2, { rows: 1 });
  t.mock.timers.tick(60);
  board.update(3, { rows: 7 });
  board.update(2, { rows: 2 });
  t.mock.timers.tick(39);
  assert.deepEqual(numbers(), []);
  t.mock.timers.tick(1);
  assert.deepEqual(numbers(), [
    [
      [2, 2],
      [3, 7],
    ],
  ]);
  board.update(1, { rows: 4 });
  t.mock.timers.tick(100);
  assert.deepEqual(numbers()[1], [[1, 4]]);
  t.mock.timers.tick(1000);
  assert.equal(numbers().length, 2);
});

test('what is told at once is not told again when its time comes, and nothing is told where nothing changed', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { board, numbers } = boardOf(2);
  board.flush();
  assert.deepEqual(numbers(), []);
  board.update(1, { rows: 5 });
  board.flush();
  assert.deepEqual(numbers(), [[[1, 5]]]);
  t.mock.timers.tick(90);
  board.update(2, { rows: 6 });
  t.mock.timers.tick(99);
  assert.equal(numbers().length, 1);
  t.mock.timers.tick(1);
  assert.deepEqual(numbers()[1], [[2, 6]]);
});

test('states of another board are taken over and told', () => {
  const { board, numbers } = boardOf(2);
  board.take([{ ...queuedCell(cell(2)), phase: 'done', rows: 9 }]);
  board.flush();
  assert.deepEqual(numbers(), [[[2, 9]]]);
  assert.equal(board.get(2).phase, 'done');
});
