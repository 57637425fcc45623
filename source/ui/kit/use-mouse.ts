import { useEffect } from 'react';
import type { TerminalScreen } from './terminal-screen.ts';

/** Has the terminal tell of its mouse while `on`. */
export function useMouse(screen: TerminalScreen, on: boolean): void {
  useEffect(() => {
    screen.setMouse(on);
    return () => screen.setMouse(false);
  }, [screen, on]);
}
