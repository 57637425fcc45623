import { useApp, useStdout } from 'ink';
import { useEffect } from 'react';
import { MOUSE_OFF, MOUSE_ON } from './mouse.ts';

/** How long after its signal a process is stopped at the latest, in milliseconds. */
const STOPPED_MS = 50;

/**
 * Gives the terminal back while a shell has stopped the app (SIGTSTP), and draws all of it anew when it goes on.
 * `mouse`: the terminal tells of its mouse meanwhile. `onSuspend` gets what does the same at a key: in raw mode the
 * terminal sends no signal for Ctrl-Z.
 */
export function useJobControl(mouse: boolean, onSuspend: (suspend: () => void) => void): void {
  const { suspendTerminal } = useApp();
  const { stdout } = useStdout();
  useEffect(() => {
    if (process.platform === 'win32') return;
    let isStopped = false;
    const onStop = (): void => {
      if (isStopped) return;
      isStopped = true;
      process.off('SIGTSTP', onStop);
      if (mouse) stdout.write(MOUSE_OFF);
      suspendTerminal(stopGroup)
        // It is suspended already, or leaving: there is nothing to give back.
        .catch(() => {})
        .finally(() => {
          if (mouse) stdout.write(MOUSE_ON);
          process.on('SIGTSTP', onStop);
          isStopped = false;
        });
    };
    process.on('SIGTSTP', onStop);
    onSuspend(onStop);
    return () => {
      process.off('SIGTSTP', onStop);
    };
  }, [suspendTerminal, mouse, stdout, onSuspend]);
}

/**
 * Stops the whole group (npm, the simulated AWS), as the shell's own Ctrl-Z does, and returns when it goes on. Where
 * there is no shell that could continue it, the system ignores the signal, so that nothing freezes for good.
 */
async function stopGroup(): Promise<void> {
  process.kill(0, 'SIGTSTP');
  await new Promise((resolve) => setTimeout(resolve, STOPPED_MS));
  // Whoever continued only this process continues the others too.
  process.kill(0, 'SIGCONT');
}
