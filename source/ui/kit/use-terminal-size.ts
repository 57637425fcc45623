import { useWindowSize } from 'ink';
import { useLayoutEffect } from 'react';
import type { Size } from './layout.ts';

/** Tells the size of the terminal whenever it changes, before anything is drawn in the old one. */
export function useTerminalSize(resize: (size: Size) => void): void {
  const { columns, rows } = useWindowSize();
  useLayoutEffect(() => resize({ columns, rows }), [resize, columns, rows]);
}
