import { useStdout } from 'ink';
import { useEffect } from 'react';
import { MOUSE_OFF, MOUSE_ON } from './mouse.ts';

/** Has the terminal tell of its mouse while `on`; given back when the app ends, however it does. */
export function useMouse(on: boolean): void {
  const { stdout } = useStdout();
  useEffect(() => {
    if (!on) return;
    const giveBack = (): void => {
      stdout.write(MOUSE_OFF);
    };
    stdout.write(MOUSE_ON);
    process.once('exit', giveBack);
    return () => {
      process.off('exit', giveBack);
      giveBack();
    };
  }, [on, stdout]);
}
