import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { openLogFile } from '../../source/commands/log-file.ts';

test('the log file is named by its start in UTC, is the owner’s alone, and holds lines with their times', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'snapdeck-log-'));
  try {
    const log = openLogFile(path.join(folder, 'logs'), Date.UTC(2026, 10, 21, 9, 5));
    assert.equal(path.basename(log.path), 'logs-snapdeck-11.21.2026-0905.log');
    log.write('first\nline');
    assert.match(readFileSync(log.path, 'utf8'), /^\d{4}-\d\d-\d\dT[\d:.]+Z first line\n$/);
    if (process.platform !== 'win32') assert.equal(statSync(log.path).mode & 0o777, 0o600);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a log that cannot be written ends nothing', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'snapdeck-log-'));
  try {
    writeFileSync(path.join(folder, 'logs'), 'a file, not a folder');
    openLogFile(path.join(folder, 'logs'), 0).write('line');
    assert.equal(readFileSync(path.join(folder, 'logs'), 'utf8'), 'a file, not a folder');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
