import { loadPrices } from '../analysis/prices-file.ts';
import { oneLine } from '../base/one-line.ts';
import { loadConfig } from './config.ts';
import type { Flags } from './flags.ts';
import { openLogFile } from './log-file.ts';
import { awsSettings, type Session } from './session.ts';
import { ownVersion } from './version.ts';

/**
 * Reads what a command works with: configuration, prices, the log file.
 * @throws UsageError where one of them is wrong
 */
export function openSession(flags: Flags): Session {
  const found = loadConfig(flags.config, process.cwd());
  const prices = loadPrices(flags.prices, process.cwd());
  const log = openLogFile(found.config.log_dir, Date.now());
  const version = ownVersion();
  for (const notice of found.notices) process.stderr.write(`notice: ${oneLine(notice)}\n`);
  log.write(
    `snapdeck ${version} on Node ${process.version}, ${process.platform}; configuration ${found.file ?? 'none'}`,
  );
  const aws = (profile?: string) => awsSettings(flags, found, profile);
  return { flags, found, version, aws, prices, log: log.write };
}
