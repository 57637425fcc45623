import { setImmediate as nextTurn } from 'node:timers/promises';
import { useApp } from 'ink';
import { useEffect } from 'react';
import type { Terminal } from './terminal.ts';

/** How long after its signal a process is stopped at the latest, in milliseconds. */
const STOPPED_MS = 50;

/**
 * Gives the terminal back while a shell has stopped the app (SIGTSTP), and takes all of it again when it goes on:
 * its size, its modes and the whole screen. `onSuspend` gets what does the same at a key: in raw mode the terminal
 * sends no signal for Ctrl-Z. `repaint` is called where something else stopped the app (SIGSTOP), which it hears of
 * only when it goes on.
 */
export function useJobControl(
  terminal: Terminal,
  onSuspend: (suspend: () => void) => void,
  repaint: () => void,
): void {
  const { suspendTerminal } = useApp();
  useEffect(() => {
    if (process.platform === 'win32') return;
    let isStopped = false;
    const onStop = (): void => {
      if (isStopped) return;
      isStopped = true;
      process.off('SIGTSTP', onStop);
      suspendTerminal(async () => {
        await stoppedWithout(terminal);
        listenAgain();
      })
        // It is suspended already, or leaving: there is nothing to give back.
        .catch(listenAgain);
    };
    // Before the screen is there again: a person may stop the app as soon as it is seen.
    const listenAgain = (): void => {
      if (!isStopped) return;
      isStopped = false;
      process.on('SIGTSTP', onStop);
    };
    const onContinue = (): void => {
      if (isStopped) return;
      terminal.takeAgain();
      repaint();
    };
    process.on('SIGTSTP', onStop);
    process.on('SIGCONT', onContinue);
    onSuspend(onStop);
    return () => {
      process.off('SIGTSTP', onStop);
      process.off('SIGCONT', onContinue);
    };
  }, [suspendTerminal, terminal, onSuspend, repaint]);
}

async function stoppedWithout(terminal: Terminal): Promise<void> {
  terminal.screen.leave();
  await stopGroup();
  terminal.takeAgain();
  // What the new size changes is laid out before anything is drawn, and the signals that came meanwhile are heard.
  await nextTurn();
  await nextTurn();
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
