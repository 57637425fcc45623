/** What lies across the accounts of a company, found with keys alone: one scan of it, and one visit for each finding. */
import assert from 'node:assert/strict';
import { after, afterEach, before, suite, test } from 'node:test';
import { openTerminal, type TerminalSession } from '../helpers/pty.ts';
import { makePlace, type Place, PROGRAM, runSnapdeck } from '../helpers/run-snapdeck.ts';

const SLOW = { timeoutMs: 60_000 };
const KINDS = ['--kind', 'ebs-snapshot,rds-snapshot,efs-recovery-point', '--attributes'];
const COMPANY = ['--demo-org', '--demo-size', 'small', '--latency', '0', ...KINDS];
/** Those that matter here: where most accounts and the central vaults are. */
const REGIONS = ['--region', 'us-east-1,eu-west-1,eu-central-1'];
/** The cursor is on one of the findings, or on what could not be checked of it, in the right column of the summary. */
const FINDING = />[▲■·?] +[\d,]+\+? /;

suite('across the accounts of a company a newcomer finds', () => {
  let place: Place;
  let terminal: TerminalSession;

  const scan = async (file: string, ...more: readonly string[]): Promise<void> => {
    const run = await runSnapdeck(place, ['scan', ...COMPANY, '--scan-file', file, '--quiet', ...more], {});
    assert.ok(run.exitCode === 0 || run.exitCode === 3, run.stderr);
  };
  const open = async (file: string): Promise<void> => {
    const env = { ...place.environment, CI: 'true' };
    terminal = openTerminal({
      args: [PROGRAM, 'open', file],
      columns: 140,
      rows: 45,
      cwd: place.folder,
      env,
    });
    await terminal.waitForText(/\d+ of \d+ accounts?/, SLOW);
  };
  before(async () => {
    place = makePlace();
    await scan('company.sqlite', ...REGIONS);
    await scan('backup.sqlite', '--accounts', 'central-backup', '--region', 'us-east-1');
  });
  after(() => place.remove());
  afterEach(() => terminal[Symbol.asyncDispose]());

  const screen = (): string => terminal.screen().join('\n');
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
  /** Opens the first row of a finding, from the summary. */
  const openFirstOf = async (finding: RegExp, table: RegExp): Promise<void> => {
    terminal.press('2');
    await terminal.waitForText('─ Kept ─', SLOW);
    // What comes by itself would be taken for what a key does.
    await terminal.waitForText('no earlier whole scan', SLOW);
    await pressUntil('down', FINDING);
    await pressUntil('down', finding);
    terminal.press('enter');
    await terminal.waitForText(table, SLOW);
    await terminal.waitForText(/row 1 of \d+/, SLOW);
    terminal.press('enter');
    await terminal.waitForText(/^ *Findings/m, SLOW);
  };

  /** Opens the newest point in the central vaults of a file system of this account, in an app just opened. */
  const openFirstPointOf = async (account: string): Promise<void> => {
    const words = `across_accounts:within source_account:${account}`;
    terminal.press('9');
    await terminal.waitForText(/row 1 of \d+/, SLOW);
    terminal.press('/');
    terminal.type(words);
    terminal.press('enter');
    await terminal.waitFor(`the filter ${words}`, (lines) =>
      lines.some((line) => line.includes(`filter ${words}`) && line.includes('row 1 of')),
    );
    await terminal.waitForText(/^>.* central-backup /m, SLOW);
    terminal.press('enter');
    await terminal.waitForText(/^ *Findings/m, SLOW);
  };

  test('a snapshot that is shared with somebody outside', async () => {
    await open('company.sqlite');
    await openFirstOf(
      />▲ +[\d,]+\+? +EBS snapshots shared outside the organization/,
      /filter sharing:outside/,
    );
    await terminal.waitForText(
      /high: EBS snapshots shared outside the organization: shared with 998877665544, outside/,
    );
  });

  test('snapshots that are shared within, which matter less', async () => {
    await open('company.sqlite');
    await openFirstOf(/>· +[\d,]+\+? +EBS snapshots shared within the organization/, /filter sharing:within/);
    await terminal.waitForText(/low: EBS snapshots shared within the organization: shared with \d{12}/);
  });

  test('an AMI that somebody outside may launch, who is not in the scan', async () => {
    await open('company.sqlite');
    await openFirstOf(/>▲ +[\d,]+\+? +EBS snapshots of AMIs shared outside/, /filter ami_sharing:outside/);
    await terminal.waitForText(/^.?AMI shared with +ami-[0-9a-f]+: shared with 1 account$/m);
    await terminal.waitForText(/^ +account 998877665544 outside of this organization is not in this scan$/m);
    await terminal.waitForText(
      /high: EBS snapshots of AMIs shared outside the organization: AMI ami-[0-9a-f]+ is shared with\s+998877665544, outside the organization/,
    );
  });

  test('an AMI that accounts of the company launch, and the volumes that they made of its snapshot', async () => {
    await open('company.sqlite');
    await openFirstOf(/>· +[\d,]+\+? +EBS snapshots of AMIs shared within/, /filter ami_sharing:within/);
    await terminal.waitForText(/AMI shared with +ami-[0-9a-f]+: shared with 6 accounts/);
    await terminal.waitForText(/^ +account 301122334455 \(dispatch-prod\) of this organization$/m);
    await terminal.waitForText(/\d+\+ volumes with snapshots, in \d+\+ accounts of this scan, are made of/);
    await pressUntil('down', /^.?>AMI shared with/m);
    terminal.press('enter');
    await terminal.waitForText(
      /EBS snapshots +\d+\+? of \d+\+? · .*filter us-east-1 base_snapshot=snap-/,
      SLOW,
    );
  });

  test('copies that somebody outside keeps', async () => {
    await open('company.sqlite');
    await openFirstOf(
      />▲ +[\d,]+\+? +EFS recovery points copied to a foreign/,
      /filter across_accounts:"to outside"/,
    );
    await terminal.waitForText(
      /copied to a foreign account: kept by an account outside the organization, copied from/,
    );
  });

  test('a database that came from outside', async () => {
    await open('company.sqlite');
    await openFirstOf(
      />■ +[\d,]+\+? +RDS snapshots copied from a foreign/,
      /filter across_accounts:"from outside"/,
    );
    await terminal.waitForText(
      /copied from a foreign account: copied from 998877665544, outside the organization/,
    );
    await terminal.waitForText(/Copied from +account 998877665544 is not in this scan/);
  });

  test('a central vault without a lock', async () => {
    await open('company.sqlite');
    await openFirstOf(
      />■ +[\d,]+\+? +EFS recovery points in a central vault/,
      /filter across_accounts:within,/,
    );
    await terminal.waitForText(/vault central-vault keeps it for account/);
  });

  test('that the account of a file system could not be read', async () => {
    await open('company.sqlite');
    await openFirstPointOf('602233445566');
    await terminal.waitForText(
      /At its source +account 602233445566 \(mueller-erp\) was not read: denied/,
      SLOW,
    );
  });

  test('the recovery points of a file system in its own account, from one in the central vault', async () => {
    await open('company.sqlite');
    await openFirstPointOf('123456789012');
    await terminal.waitForText(
      /At its source +account 123456789012 \(larkspur-prod\): its source is still there; \d+ recovery points/,
      SLOW,
    );
    await pressUntil('down', /^.?>At its source/m);
    terminal.press('enter');
    await terminal.waitForText(
      /EFS recovery points +\d+ of \d+\+ · .*filter source_arn=arn:aws:elastic/,
      SLOW,
    );
    await terminal.waitForText(/^> .* larkspur-prod /m, SLOW);
  });

  test('which account is not in the scan, where only the one with the vault is', async () => {
    await open('backup.sqlite');
    terminal.press('2');
    await terminal.waitForText('─ Kept ─', SLOW);
    // What comes by itself would be taken for what a key does.
    await terminal.waitForText('no earlier whole scan', SLOW);
    await pressUntil('down', FINDING);
    await pressUntil('down', />■ +[\d,]+\+? +EFS recovery points in a central vault/);
    terminal.press('enter');
    await terminal.waitForText(/row 1 of \d+/, SLOW);
    terminal.press('enter');
    await terminal.waitForText(/At its source +account \d{12} \([a-z-]+\) is not in this scan/, SLOW);
    await terminal.waitForText(/Copied from +account \d{12} \([a-z-]+\) is not in this scan/);
    await terminal.waitForText(/^ Source Exists +unknown/m);
  });
});
