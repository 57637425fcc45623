import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { RESOURCE_KINDS } from '../../source/kinds/registry.ts';
import { openTerminal } from '../helpers/pty.ts';
import { makePlace, type Place, PROGRAM, startSnapdeck } from '../helpers/run-snapdeck.ts';

/** Without executions: the simulated AWS would end some of them when its clock is set, and not tell its new time. */
const KINDS = RESOURCE_KINDS.filter(({ id, byDefault }) => byDefault && id !== 'datasync-execution');
const CELLS = 4 * KINDS.length;
const DEMO = [
  ...['--demo', '--demo-size', 'small', '--faults', 'none', '--region', 'us-*'],
  ...['--latency', '40', '--max-rps', '20'],
  ...['--kind', KINDS.map(({ id }) => id).join(',')],
];
const SLOW = { timeoutMs: 90_000 };
const HOURS = [-2, 2];

/** A machine whose clock is set by so many hours when the test says so: in every thread of every process. */
function machineOf(place: Place): {
  readonly env: NodeJS.ProcessEnv;
  readonly setClock: (hours: number) => void;
} {
  const shift = place.file('clock-is-off-by');
  const preload = place.file('clock.mjs');
  writeFileSync(
    preload,
    `import { readFileSync } from 'node:fs';
const Real = Date;
const off = () => {
  try {
    return Number(readFileSync(${JSON.stringify(shift)}, 'utf8'));
  } catch {
    return 0;
  }
};
globalThis.Date = class extends Real {
  constructor(...parts) {
    super(...(parts.length === 0 ? [Real.now() + off()] : parts));
  }
  static now() {
    return Real.now() + off();
  }
};
`,
  );
  return {
    env: { NODE_OPTIONS: `--import ${pathToFileURL(preload).href}` },
    setClock: (hours) => writeFileSync(shift, String(hours * 3_600_000)),
  };
}

for (const hours of HOURS) {
  test(`with the clock set ${hours} hours on in mid-scan, the app tells true times`, async () => {
    const place = makePlace();
    const { env, setClock } = machineOf(place);
    await using terminal = openTerminal({
      args: [PROGRAM, ...DEMO],
      cwd: place.folder,
      env: { ...place.environment, ...env },
    });
    await terminal.waitForText(new RegExp(`(?:[6-9]|1\\d|2[0-5]) of ${CELLS} cells`), SLOW);
    setClock(hours);
    await terminal.waitForText(/complete · \d+(?:\.\d)?s/, SLOW);
    terminal.press('+');
    await terminal.waitForText('us-west-1');
    const times = terminal
      .screen()
      .flatMap((line) => /^(?:│ )?[ >][a-z]{2}-[a-z]+-\d .* (\d\S*)(?: +│)?$/.exec(line)?.[1] ?? []);
    assert.equal(times.length, 4);
    assert.deepEqual(
      times.filter((time) => !/^\d{1,2}\.\ds$/.test(time)),
      [],
    );
    const drawn = terminal.rawOutput();
    assert.doesNotMatch(drawn, /-\d+h|\d+h \d\dm|-\d+m/);
    terminal.press('q');
    assert.deepEqual(await terminal.exit, { exitCode: 0, signal: null });
    place.remove();
  });

  test(`with the clock set ${hours} hours on in mid-scan, a scan without the app prints and keeps true times`, async () => {
    const place = makePlace();
    const { env, setClock } = machineOf(place);
    const run = startSnapdeck(place, ['scan', ...DEMO], env);
    await run.saysOnStderr(`[ 6/${CELLS}]`);
    setClock(hours);
    const { exitCode, stderr, stdout } = await run.ended;
    assert.equal(exitCode, 0, stderr);
    const cells = stderr.split('\n').filter((line) => /^\[ *\d+\/\d+\]/.test(line));
    assert.equal(cells.length, CELLS);
    assert.deepEqual(
      cells.filter((line) => !/ rows? +\d{1,2}\.\ds$/.test(line)),
      [],
    );
    assert.match(stdout, / UTC · \d{1,2}(?:\.\d)?s$/m);
    place.remove();
  });
}
