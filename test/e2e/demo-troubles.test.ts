/** What a newcomer finds in the demo with keys alone: one scan of it, and one visit for each of its troubles. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, suite, test } from 'node:test';
import { demoEnvironment } from '../../source/demo/process.ts';
import { type DemoServer, startDemoServer } from '../../source/demo/server.ts';
import { openTerminal, type TerminalSession } from '../helpers/pty.ts';
import { makePlace, type Place, PROGRAM, runSnapdeck } from '../helpers/run-snapdeck.ts';

const SLOW = { timeoutMs: 60_000 };
const YEAR_MS = 365 * 86_400_000;
/** The cursor is on one of the findings, in the right column of the summary. */
const FINDING = />▲ +\d+ /;

suite('a newcomer finds in the demo', () => {
  let place: Place;
  let server: DemoServer;
  let terminal: TerminalSession;

  before(async () => {
    place = makePlace();
    server = await startDemoServer({ size: 'medium', latency: 0, faults: 'none' });
    const run = await runSnapdeck(
      place,
      ['scan', '--scan-file', 'scan.sqlite', '--format', 'ndjson'],
      demoEnvironment(server.url),
    );
    assert.equal(run.exitCode, 0, run.stderr);
  });
  after(async () => {
    await server.close();
    place.remove();
  });
  beforeEach(async () => {
    terminal = openTerminal({
      args: [PROGRAM, 'open', 'scan.sqlite'],
      columns: 120,
      rows: 40,
      cwd: place.folder,
      env: place.environment,
    });
    await terminal.waitForText('136 of 136 cells', SLOW);
  });
  afterEach(() => terminal[Symbol.asyncDispose]());

  const screen = (): string => terminal.screen().join('\n');
  /** The groups of a pattern on the screen. */
  const read = (pattern: RegExp): readonly string[] => {
    const found = pattern.exec(screen());
    assert.ok(found !== null, `${pattern} is on the screen:\n${screen()}`);
    return found.slice(1);
  };
  /** Without the head, in which a clock goes on by itself. */
  const body = (lines: readonly string[]): string => lines.slice(3).join('\n');
  /** Presses a key, again and again, each time when its effect is seen, until the pattern is on the screen. */
  const pressUntil = async (key: string, pattern: RegExp): Promise<void> => {
    for (let presses = 0; !pattern.test(screen()); presses += 1) {
      assert.ok(presses < 150, `${pattern} after ${presses} times ${key}:\n${screen()}`);
      const seen = body(terminal.screen());
      terminal.press(key);
      await terminal.waitFor(`what ${key} shows next`, (lines) => body(lines) !== seen);
    }
  };
  const openSummary = async (): Promise<void> => {
    terminal.press('2');
    await terminal.waitForText('─ Kept ─', SLOW);
    await terminal.waitForText(/▲ +\d+ +EBS snapshots that are public/, SLOW);
    // What comes by itself would be taken for what a key shows.
    await terminal.waitForText('nothing to compare', SLOW);
  };
  const filter = async (tab: string, words: string): Promise<void> => {
    terminal.press(tab);
    await terminal.waitForText(/row 1 of [\d,]+/, SLOW);
    terminal.press('/');
    terminal.type(words);
    terminal.press('enter');
    await terminal.waitFor(`the filter ${words}`, (lines) =>
      lines.some((line) => line.includes(`filter ${words}`) && line.includes('row 1 of')),
    );
  };
  const dollars = (text = ''): number => Number(text.replaceAll(/[$,+]/g, ''));

  test('a forgotten archive that is a tenth of what all snapshots cost', async () => {
    await openSummary();
    const [all] = read(/│ \$\S+ – (\$\S+) +│/);
    await pressUntil('down', FINDING);
    await pressUntil('right', />0-7 days/);
    await pressUntil('down', />vol-[0-9a-f]+ +7 +\$\S+ +\$\S+/);
    const [volume = '', high] = read(/>(vol-[0-9a-f]+) +7 +\$\S+ +(\$\S+)/);
    assert.equal(Math.round((100 * dollars(high)) / dollars(all)), 10);
    terminal.press('enter');
    await terminal.waitForText(new RegExp(`EBS snapshots +7 of 2,349 · filter us-east-1 source=${volume}`));
    terminal.press('enter');
    await terminal.waitForText(/^ Description +PoD scans 2014-2019, keep until the new archive is checked/m);
    await terminal.waitForText(/^ Creation Time +.*\n +.* 4\.\dy ago/m);
    terminal.press('pagedown');
    await terminal.waitForText(/^ Source Exists +no/m);
  });

  test('a snapshot of customers that is public', async () => {
    await openSummary();
    await pressUntil('down', FINDING);
    await pressUntil('down', />▲ +2 +EBS snapshots that are public/);
    terminal.press('enter');
    await terminal.waitForText(/EBS snapshots +2 of 2,349 · filter public:yes/);
    terminal.press('enter');
    await terminal.waitForText(/EBS snapshot snap-/);
    await pressUntil('right', /^ Description +booking customers, shared with vendor for the CRM trial/m);
    await terminal.waitForText(/high: EBS snapshots that are public: every AWS account may restore it/);
  });

  test('a production volume without a backup since it was migrated', async () => {
    await openSummary();
    await pressUntil('down', FINDING);
    await pressUntil('down', />vol-[0-9a-f]+ wms-pro\S* +9 /);
    terminal.press('enter');
    await terminal.waitForText(/EBS snapshots +9 of 2,349 · filter us-east-1 source=vol-/);
    await terminal.waitForText(/^> {2}snap-\S+ +vol-\S+ +3\.9 TiB +\d{4}-\d\d-\d\d 18:00/m);
    terminal.press('enter');
    await terminal.waitForText(/9 snapshots, the newest snap-/);
    await terminal.waitForText(/^ Description +before migration to wms-cluster-2, CHG-20418/m);
    await terminal.waitForText(/^ Creation Time +.*\n +.*, 13[234]d ago/m);
    terminal.press('pagedown');
    await terminal.waitForText(/^\+?.?Source Exists +yes/m);
  });

  test('an image that nobody launched for two years, with snapshots that are in use by it', async () => {
    await filter('7', 'deletability:"in use" age>730d');
    await terminal.waitForText(/EBS snapshots +2 of 2,349/);
    terminal.press('enter');
    await terminal.waitForText(/Snapshots of its AMIs +ami-[0-9a-f]+: 2 snapshots/);
    const [image] = read(/Snapshots of its AMIs +(ami-[0-9a-f]+): 2 snapshots/);
    const { count, at } = server.estate.rows('images', 'us-east-1');
    const row = Array.from({ length: count }, (_, index) => at(index)).find(
      ({ ImageId }) => ImageId === image,
    );
    assert.match(String(row?.Name), /^wms-prod-terminal-server-/);
    const launched = Date.parse(String(row?.LastLaunchedTime));
    assert.equal(Math.floor((server.estate.now.getTime() - launched) / YEAR_MS), 2);
  });

  test('a nightly copy that has failed every night since a date', async () => {
    await openSummary();
    await pressUntil('down', FINDING);
    await pressUntil('down', />▲ +\d+ +DataSync tasks whose last run/);
    terminal.press('enter');
    await terminal.waitForText(/DataSync tasks +\d+ of 60/);
    await pressUntil('down', /^> {2}bal1-nas-to-s3-nightly +us-east-1 +AVAILABLE /m);
    terminal.press('enter');
    await terminal.waitForText(/Executions +29 executions, the newest/);
    await pressUntil('down', />Executions +29 executions/);
    terminal.press('enter');
    await terminal.waitForText(/DataSync executions +29 of 427/);
    await terminal.waitForText(
      /^(?:[> ] {2}bal1-\S+ +us-\S+ +ERROR .*\n){17}(?: {3}bal1-\S+ +us-\S+ +SUCCESS .*\n){12}/m,
    );
    const runs = [
      ...screen().matchAll(/^[> ] {2}bal1-nas-to-s3-ni\S+ +us-\S+ +(ERROR|SUCCESS) +(\d{4}-\d\d-\d\d)/gm),
    ];
    assert.deepEqual(
      runs.map(([, status]) => status),
      [...Array<string>(17).fill('ERROR'), ...Array<string>(12).fill('SUCCESS')],
    );
    const days = runs.map(([, , day = '']) => Date.parse(day) / 86_400_000);
    assert.deepEqual(
      days.map((day) => (days[0] ?? 0) - day),
      days.map((_, index) => index),
    );
  });

  test('an expired recovery point that AWS Backup cannot delete', async () => {
    await filter('9', 'status:EXPIRED');
    await terminal.waitForText(/EFS recovery points +1 of 1,456/);
    terminal.press('enter');
    await terminal.waitForText(
      /medium: EFS recovery points that have expired: AWS Backup should have deleted it/,
    );
    await terminal.waitForText('role/larkspur-backup-2021 does not exist');
  });
});
