import { Box, Text } from 'ink';
import { Table } from 'ink-table';
import type { ReactNode } from 'react';
import type { ScanState } from '../../../model/cell.ts';
import { formatCount } from '../../../model/format.ts';
import { scannedCells, totalsOf } from '../../state/scan-totals.ts';
import { quitWords } from './quit-words.ts';

/** The question before a scan that ran is left: what there is so far, and which keys answer. */
export function QuitView({
  scan,
  height,
}: {
  readonly scan: ScanState | null;
  readonly height: number;
}): ReactNode {
  const totals = totalsOf(scan === null ? [] : scannedCells(scan));
  const { question, rows, keys } = quitWords(scan);
  const soFar = {
    'Cells finished': `${totals.finished} of ${totals.cells}`,
    Rows: formatCount(totals.rows),
    Calls: formatCount(totals.calls),
  };
  return (
    <Box flexDirection="column" height={height} alignItems="center" justifyContent="center" overflow="hidden">
      <Text bold>{question}</Text>
      <Table data={[soFar]} />
      <Text>{rows}</Text>
      <Text> </Text>
      <Text>{keys}</Text>
    </Box>
  );
}
