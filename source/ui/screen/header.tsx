import { Box, Text } from 'ink';
import Spinner from 'ink-spinner';
import type { ReactNode } from 'react';
import { Line } from '../kit/lines.tsx';
import { spinnerAt } from '../kit/spinner.ts';
import type { Theme } from '../kit/theme.ts';
import type { AppState } from '../state/app-state.ts';
import { headerParts } from './draw-header.ts';

/** The first line: who and where, a spinner while a scan runs, and how far it is. */
export function Header({ state, theme }: { readonly state: AppState; readonly theme: Theme }): ReactNode {
  const { left, right, spinning } = headerParts(state, theme);
  return (
    <Box height={1}>
      <Line text={left} />
      {spinning ? <Spinner type={spinnerAt(state.now)} /> : <Text> </Text>}
      <Line text={right} />
    </Box>
  );
}
