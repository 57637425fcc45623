import { Box, Text } from 'ink';
import { Table } from 'ink-table';
import type { ReactNode } from 'react';
import type { Middle } from '../views/view.ts';

/** Lines of a table of one row: its borders, its head and the row. */
const TABLE_LINES = 5;

/** Texts around a small table in the middle of so many lines. */
export function MiddleView({
  middle,
  height,
}: {
  readonly middle: Middle;
  readonly height: number;
}): ReactNode {
  const below = middle.below.map((text, number) => ({ number, text: text === '' ? ' ' : text }));
  // Whole lines: centred by half a line, a border would end up under the text below it.
  const above = Math.max(0, Math.floor((height - 1 - TABLE_LINES - below.length) / 2));
  return (
    <Box flexDirection="column" height={height} alignItems="center" paddingTop={above} overflow="hidden">
      <Text bold>{middle.above}</Text>
      <Table data={[middle.table]} />
      {below.map(({ number, text }) => (
        <Text key={number}>{text}</Text>
      ))}
    </Box>
  );
}
