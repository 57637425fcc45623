import { Box, Text } from 'ink';
import { memo, type ReactNode } from 'react';

/** One line of the screen, already cut to its width; drawn again only when its text changes. */
export const Line = memo(function Line({ text }: { readonly text: string }): ReactNode {
  // An empty text would take no line at all.
  return <Text wrap="truncate">{text === '' ? ' ' : text}</Text>;
});

/** Exactly so many lines: what is missing is blank, what is too much is left out. */
export function Lines({
  lines,
  height,
}: {
  readonly lines: readonly string[];
  readonly height: number;
}): ReactNode {
  const numbered = Array.from({ length: height }, (_, number) => ({ number, text: lines[number] ?? '' }));
  return (
    <Box flexDirection="column" height={height}>
      {numbered.map(({ number, text }) => (
        <Line key={number} text={text} />
      ))}
    </Box>
  );
}
