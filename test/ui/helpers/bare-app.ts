import { setImmediate as turn } from 'node:timers/promises';
import type { ScanState } from '../../../source/model/cell.ts';
import { type AppController, createAppController } from '../../../source/ui/app/app-controller.ts';
import type { AppState } from '../../../source/ui/state/app-state.ts';
import { finishedScan } from './fake-scan.ts';
import { type FakeServices, fakeServices } from './fake-services.ts';
import { SMALL } from './states.ts';

/** The app without a terminal; what reaches the terminal or ends it is kept. */
export interface BareApp {
  readonly app: AppController;
  readonly state: () => AppState;
  readonly reached: string[];
  /** Presses keys by their names, and waits for what they ask for. */
  readonly press: (keys: readonly string[]) => Promise<void>;
}

/** Stands for as many keys as lead to the number of sources in the Summary. */
export const TO_SOURCES = 'to sources';
/** The same to the number of accounts. */
export const TO_ACCOUNTS = 'to accounts';

/** The keys of a word and Enter behind it. */
export const typed = (text: string): readonly string[] => [...text, 'enter'];

/** The app over a scan, after these keys; null: before any scan. */
export async function bareApp(
  keys: readonly string[],
  given: { readonly scan?: ScanState; readonly services?: FakeServices } | null = {},
): Promise<BareApp> {
  const services = given?.services ?? fakeServices(given?.scan ?? finishedScan());
  const reached: string[] = [];
  const app = createAppController(services, SMALL, ({ exitCode }) => reached.push(`end ${exitCode}`));
  app.onRepaint(() => reached.push('repaint'));
  app.onSuspend(() => reached.push('suspend'));
  app.onWrite((sequence) => reached.push(sequence));
  const state = app.store.state;
  const press = async (pressed: readonly string[]) => {
    for (const [index, key] of pressed.entries()) {
      if (key === TO_SOURCES || key === TO_ACCOUNTS) {
        const to = key === TO_SOURCES ? 'sources' : 'accounts';
        for (let step = 0; step < 200 && state().summary.cursor !== to; step += 1) app.press(['down']);
      } else app.press([key]);
      if (pressed[index + 1] !== key) await settled();
    }
  };
  if (given !== null) app.begin({ mode: 'scan', choice: {} });
  await settled();
  await press(keys);
  return { app, state, reached, press };
}

/** Waits for what services in memory answer. */
export async function settled(): Promise<void> {
  for (let round = 0; round < 6; round += 1) await turn();
}
