import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { COMMANDS } from '../../source/commands/command-list.ts';
import { commandHelp, helpText } from '../../source/commands/help.ts';
import { OPTIONS } from '../../source/commands/options.ts';
import { makePlace, runSnapdeck } from '../helpers/run-snapdeck.ts';

const place = makePlace();
after(() => place.remove());

describe('the help', () => {
  test('shows every option, every command and every exit code', () => {
    const help = helpText('1.2.3');
    assert.ok(help.startsWith('snapdeck 1.2.3: '));
    for (const { name } of OPTIONS) assert.ok(help.includes(`--${name}`), name);
    for (const { name, about } of COMMANDS)
      assert.ok(
        help.split('\n').some((line) => line.startsWith(`  snapdeck ${name}`) && line.endsWith(about)),
        name,
      );
    assert.ok(help.includes('130, 143, 129'));
  });

  test('fits 110 columns where nothing is a sentence, and 160 everywhere', () => {
    for (const line of helpText('1.2.3').split('\n')) assert.ok(line.length <= 160, line);
  });

  test('of a command shows just the options that it heeds', () => {
    for (const command of COMMANDS) {
      const shown = [...commandHelp(command).matchAll(/^ {2}(?:-\w, )?--([\w-]+)/gm)].map(([, name]) => name);
      assert.deepEqual(shown.toSorted(), [...command.options].sort(), command.name);
    }
  });

  test('names an option of every command that there is, and no command twice', () => {
    const names = OPTIONS.map(({ name }) => name);
    for (const { options } of COMMANDS)
      for (const option of options) assert.ok(names.includes(option), option);
    assert.equal(new Set(COMMANDS.map(({ name }) => name)).size, COMMANDS.length);
    const heeded = COMMANDS.flatMap(({ options }) => options);
    assert.deepEqual(
      names.filter((name) => !heeded.includes(name)),
      ['version'],
    );
  });
});

describe('help is given as people ask for it:', () => {
  const all = ['--help', '-h', 'help'];
  for (const asked of all) {
    test(`snapdeck ${asked}`, async () => {
      const { exitCode, stdout, stderr } = await runSnapdeck(place, [asked]);
      assert.deepEqual({ exitCode, stderr }, { exitCode: 0, stderr: '' });
      assert.match(stdout, /^snapdeck \d[^\n]*\n\nUsage\n/);
    });
  }

  for (const asked of ['help scan', 'scan --help', 'scan -h', 'scan --region us-east-1 --help']) {
    test(`snapdeck ${asked}`, async () => {
      const { exitCode, stdout, stderr } = await runSnapdeck(place, asked.split(' '));
      assert.deepEqual({ exitCode, stderr }, { exitCode: 0, stderr: '' });
      assert.ok(stdout.startsWith('snapdeck scan: scan without a screen; write the workbook\n'));
    });
  }

  test('of a command that there is not, in one line that names a close one, or those that there are', async () => {
    assert.deepEqual(await runSnapdeck(place, ['help', 'scna']), {
      exitCode: 2,
      stdout: '',
      stderr: 'snapdeck: There is no command "scna"; close: scan.\n',
    });
    assert.deepEqual(await runSnapdeck(place, ['help', 'inventory']), {
      exitCode: 2,
      stdout: '',
      stderr:
        'snapdeck: There is no command "inventory". There are: scan, open, export, diff, history, delete-plan, regions, accounts, iam-policy, prices, demo-server, help.\n',
    });
  });
});
