import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { AppState } from '../state/app-state.ts';
import { screenReaderLines } from './screen-reader.ts';

/** The app as a few plain sentences, for screen readers. */
export function ScreenReaderView({ state }: { readonly state: AppState }): ReactNode {
  const lines = screenReaderLines(state).map((text, number) => ({ text, number }));
  return (
    <Box flexDirection="column">
      {lines.map(({ text, number }) => (
        <Text key={number}>{text}</Text>
      ))}
    </Box>
  );
}
