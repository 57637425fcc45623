import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { loadPrices } from '../../source/analysis/prices-file.ts';
import { UsageError } from '../../source/base/usage-error.ts';
import { BUILT_IN_PRICES } from '../../source/kinds/price-list.ts';
import { priceNote } from '../../source/model/prices.ts';
import { temporaryFolder } from '../export/example-scan.ts';

function written(test: TestContext, content: unknown): string {
  const file = path.join(temporaryFolder(test), 'prices.json');
  fs.writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

function refusal(test: TestContext, content: unknown): string {
  const file = written(test, content);
  try {
    loadPrices(file, '/');
  } catch (error) {
    if (error instanceof UsageError) return error.message.replace(file, 'FILE');
    throw error;
  }
  return 'taken';
}

describe('a price list', () => {
  it('is the built-in one where none is named', () => {
    assert.equal(loadPrices(undefined, '/'), BUILT_IN_PRICES);
  });

  it('replaces the built-in one as a whole; a price is a number or a low and a high one', (test) => {
    const file = written(test, {
      date: '2026-01-31',
      source: 'our contract\u001b[31m',
      regions: { 'eu-west-1': { ebs_standard: 0.054, efs_cold: { low: 0.01, high: 0.02 } } },
    });
    assert.deepEqual(loadPrices('prices.json', path.dirname(file)), {
      date: '2026-01-31',
      source: 'our contract\ufffd[31m',
      regions: {
        'eu-west-1': { ebs_standard: { low: 0.054, high: 0.054 }, efs_cold: { low: 0.01, high: 0.02 } },
      },
    });
  });

  it('takes null for a price that is not known; a region with nothing else has none', (test) => {
    const regions = { 'eu-west-1': { rds: null, aurora: 0.021 }, 'eu-west-2': { rds: null } };
    const table = loadPrices(written(test, { date: '2026-01-31', source: 'ours', regions }), '/');
    assert.deepEqual(table.regions, {
      'eu-west-1': { aurora: { low: 0.021, high: 0.021 } },
      'eu-west-2': {},
    });
    assert.deepEqual(priceNote(table).regions, ['eu-west-1']);
  });

  it('names the place of every fault', (test) => {
    const wrong = refusal(test, {
      date: 'yesterday',
      regions: { 'eu-west-1': { ebs_standard: -1, gold: 2, rds: { low: 2, high: 1 } }, 'EU!': {} },
    });
    const price = 'must be a number that is not negative, or {"low": n, "high": n} with low at most high';
    assert.equal(
      wrong,
      `The price list FILE is wrong: date must be a date such as 2026-01-31; source is missing; ` +
        `regions.eu-west-1.ebs_standard ${price}; ` +
        'regions.eu-west-1.gold is not known (priced are ebs_standard, ebs_archive, rds, aurora, documentdb, ' +
        `neptune, efs_warm, efs_cold, fsx_backup, dynamodb_backup, redshift_snapshot, redshift_serverless_snapshot, elasticache_snapshot, memorydb_snapshot, backup_warm, backup_cold); regions.eu-west-1.rds ${price}; regions.EU! is no name of a region`,
    );
  });

  it('is refused in one line where it is no JSON, no object or not there', (test) => {
    assert.match(refusal(test, '{'), /^The price list FILE is not JSON: /);
    assert.equal(refusal(test, '7'), 'The price list FILE is wrong: it must be an object');
    assert.throws(() => loadPrices('/nowhere/prices.json', '/'), {
      name: 'UsageError',
      message: /^Cannot read the price list \/nowhere\/prices.json: ENOENT/,
    });
  });
});
