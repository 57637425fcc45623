import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { linearLines } from '../draw/linear.ts';
import type { AppState } from '../state/app-state.ts';

/** The app as a few plain sentences, for screen readers. */
export function LinearView({ state }: { readonly state: AppState }): ReactNode {
  const lines = linearLines(state).map((text, number) => ({ text, number }));
  return (
    <Box flexDirection="column">
      {lines.map(({ text, number }) => (
        <Text key={number}>{text}</Text>
      ))}
    </Box>
  );
}
