import { loadPrices } from '../analysis/prices-file.ts';
import { oneLine } from '../base/one-line.ts';
import { BUILT_IN_PRICES } from '../kinds/price-list.ts';
import { keptPricesFile, readKeptPrices, withKeptPrices } from '../store/kept-prices.ts';
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
  const prices = chosenPrices(flags.prices ?? found.config.prices);
  const log = openLogFile(found.config.log_dir, Date.now());
  const version = ownVersion();
  for (const notice of found.notices) process.stderr.write(`notice: ${oneLine(notice)}\n`);
  log.write(
    `snapdeck ${version} on Node ${process.version}, ${process.platform}; configuration ${found.file ?? 'none'}`,
  );
  const aws = (profile?: string) => awsSettings(flags, found, profile);
  return { flags, found, version, aws, prices, log: log.write };
}

/** The price list of a scan: a file's, the built-in one, or AWS's own, as far as it is kept, and asked for the rest. */
function chosenPrices(named: string): Session['prices'] {
  if (named !== 'api') return { prices: loadPrices(named, process.cwd()), asked: null };
  const file = keptPricesFile();
  if (file === null) return { prices: BUILT_IN_PRICES, asked: null };
  return { prices: withKeptPrices(readKeptPrices(file, Date.now())), asked: { file } };
}
