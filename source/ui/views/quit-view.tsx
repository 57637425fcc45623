import { Box, Text } from 'ink';
import { Table } from 'ink-table';
import type { ReactNode } from 'react';
import { formatCount } from '../../analysis/format.ts';
import type { ScanState } from '../../scan/cell.ts';
import { scannedCells, totalsOf } from '../state/scan-totals.ts';

/** The question before a running scan is left: what there is so far, and which keys answer. */
export function QuitView({
  scan,
  height,
}: {
  readonly scan: ScanState | null;
  readonly height: number;
}): ReactNode {
  const totals = totalsOf(scan === null ? [] : scannedCells(scan));
  const soFar = {
    'Cells finished': `${totals.finished} of ${totals.cells}`,
    Rows: formatCount(totals.rows),
    Calls: formatCount(totals.calls),
  };
  return (
    <Box flexDirection="column" height={height} alignItems="center" justifyContent="center" overflow="hidden">
      <Text bold>The scan is still running. Stop it and leave?</Text>
      <Table data={[soFar]} />
      <Text>The rows read so far stay in the scan file: snapdeck open last</Text>
      <Text> </Text>
      <Text>q stops it and leaves, Esc goes on</Text>
    </Box>
  );
}
