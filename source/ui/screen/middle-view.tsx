import { Box, Text } from 'ink';
import { Table } from 'ink-table';
import type { ReactNode } from 'react';
import type { Middle } from '../views/view.ts';

/** Texts around a small table in the middle of so many lines. */
export function MiddleView({
  middle,
  height,
}: {
  readonly middle: Middle;
  readonly height: number;
}): ReactNode {
  const below = middle.below.map((text, number) => ({ number, text: text === '' ? ' ' : text }));
  return (
    <Box flexDirection="column" height={height} alignItems="center" justifyContent="center" overflow="hidden">
      <Text bold>{middle.above}</Text>
      <Table data={[middle.table]} />
      {below.map(({ number, text }) => (
        <Text key={number}>{text}</Text>
      ))}
    </Box>
  );
}
