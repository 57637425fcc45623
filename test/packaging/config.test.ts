import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { loadConfig } from '../../source/commands/config.ts';
import { ROOT } from '../house-style/source-files.ts';

test('config.json shows every key with its default', () => {
  const nowhere = path.join(ROOT, 'test', 'no-such-folder');
  assert.deepEqual(loadConfig('config.json', ROOT).config, loadConfig(undefined, nowhere).config);
});
