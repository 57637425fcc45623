import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Caller } from '../../source/aws/caller.ts';
import { BUILT_IN_PRICES } from '../../source/kinds/price-list.ts';
import type { Cell } from '../../source/model/cell.ts';
import { type AskedPrices, ScanPrices } from '../../source/scan/scan-prices.ts';
import { readKeptPrices } from '../../source/store/kept-prices.ts';
import { awsError, fakeContext } from '../helpers/fake-context.ts';

const cellOf = (id: number, region: string, kind = 'ebs-snapshot', partition = 'aws'): Cell => ({
  id,
  account: '123456789012',
  partition,
  region,
  kind,
});

const PRODUCT = JSON.stringify({
  product: { attributes: { usagetype: 'EUW3-EBS:SnapshotUsage', regionCode: 'eu-west-3' } },
  terms: {
    OnDemand: { A: { priceDimensions: { B: { unit: 'GB-Mo', pricePerUnit: { USD: '0.0530' } } } } },
  },
});
const GIVEN = { low: 0.053, high: 0.053 };

/** Prices of a scan, and a price list service that answers when the test says so. */
function pricesWithTest(context: TestContext) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'snapdeck-prices-'));
  context.after(() => fs.rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'prices', 'aws.json');
  const answer = Promise.withResolvers<object | Error>();
  const aws = fakeContext({ answers: { GetProducts: () => answer.promise } });
  const settings = { prices: BUILT_IN_PRICES, asked: { file }, ownerTags: [], oldDays: 365 };
  const signal = new AbortController().signal;
  const waits = Promise.withResolvers<void>();
  const caller: Caller = {
    call: (operation, input, _region, until) => {
      waits.resolve();
      const stopped = new Promise<never>((_, reject) => {
        until.addEventListener('abort', () => reject(until.reason), { once: true });
      });
      return Promise.race([aws.context.call(operation, input), stopped]);
    },
  };
  const ofScan = () => {
    const prices = new ScanPrices(settings);
    return { prices, cells: prices.forCells({ caller, home: 'eu-west-1', signal }) };
  };
  const estimatedAgain: number[] = [];
  const estimate = ({ id }: Cell): Promise<void> => {
    estimatedAgain.push(id);
    return Promise.resolve();
  };
  return {
    ...ofScan(),
    ofScan,
    file,
    questions: aws.calls,
    answer: answer.resolve,
    estimate,
    estimatedAgain,
    waits: waits.promise,
  };
}

test('no cell waits for prices: what was estimated before they came is estimated again, and nothing else', async (context) => {
  const { prices, cells, questions, answer, estimate, estimatedAgain } = pricesWithTest(context);
  const [early, late] = [cellOf(1, 'eu-west-3'), cellOf(2, 'eu-west-3', 'rds-snapshot')];
  cells.cellHasRows(early);
  cells.cellHasRows(late);
  assert.equal(cells.of(early), null);
  assert.equal(cells.of(cellOf(3, 'us-east-1')), BUILT_IN_PRICES.regions['us-east-1']);
  answer({ PriceList: [PRODUCT] });
  const { given, notice } = await prices.complete(estimate);
  assert.deepEqual(cells.of(late), { ebs_standard: GIVEN });
  assert.deepEqual([estimatedAgain, notice], [[1], null]);
  assert.deepEqual(given['eu-west-3']?.prices, { ebs_standard: GIVEN });
  // The questions of one region, once for all of its cells.
  assert.equal(questions.length, 3);
  assert.deepEqual(await prices.complete(estimate), { given, notice: null });
  assert.deepEqual(estimatedAgain, [1]);
});

test('only kinds that have a price are asked about, and only in the commercial partition', async (context) => {
  const { prices, cells, questions, answer, estimate } = pricesWithTest(context);
  answer({ PriceList: [PRODUCT] });
  cells.cellHasRows(cellOf(1, 'eu-west-3', 'datasync-task'));
  assert.deepEqual(await prices.complete(estimate), { given: {}, notice: null });
  cells.cellHasRows(cellOf(2, 'cn-north-1', 'ebs-snapshot', 'aws-cn'));
  assert.deepEqual(await prices.complete(estimate), {
    given: {},
    notice: "AWS's price list is of its commercial regions only: the built-in list is used",
  });
  assert.deepEqual(questions, []);
});

test('what one worker was given counts in the other, and is kept for the next scan', async (context) => {
  const { prices, cells, ofScan, file, questions, answer, estimate } = pricesWithTest(context);
  answer({ PriceList: [PRODUCT] });
  cells.cellHasRows(cellOf(1, 'eu-west-3'));
  const leading = ofScan();
  leading.prices.take(await prices.complete(estimate));
  assert.deepEqual(leading.cells.of(cellOf(7, 'eu-west-3')), { ebs_standard: GIVEN });
  assert.ok(leading.prices.note.regions.includes('eu-west-3'));
  assert.equal(leading.prices.keep(), null);
  assert.deepEqual(readKeptPrices(file, Date.now())['eu-west-3']?.prices, { ebs_standard: GIVEN });
  const next = ofScan();
  next.cells.cellHasRows(cellOf(1, 'eu-west-3'));
  await next.prices.complete(estimate);
  assert.equal(questions.length, 3);
});

test('a failure is told once, and asked again when the region is read again', async (context) => {
  const { prices, cells, questions, answer, estimate, estimatedAgain } = pricesWithTest(context);
  answer(awsError('AccessDeniedException', 'no'));
  cells.cellHasRows(cellOf(1, 'eu-west-3'));
  assert.equal(cells.of(cellOf(1, 'eu-west-3')), null);
  prices.take(await prices.complete(estimate));
  assert.equal(
    prices.keep(),
    "prices of AWS's price list are not known for every region (AccessDeniedException: no); the built-in list is used",
  );
  assert.equal(prices.keep(), null);
  assert.deepEqual(estimatedAgain, []);
  cells.cellHasRows(cellOf(1, 'eu-west-3'));
  await prices.complete(estimate);
  assert.equal(questions.length, 6);
});

test('prices that cannot be kept are told of, and count all the same', async (context) => {
  const { prices, cells, file, answer, estimate } = pricesWithTest(context);
  fs.writeFileSync(path.dirname(file), 'a file where the folder should be');
  answer({ PriceList: [PRODUCT] });
  cells.cellHasRows(cellOf(1, 'eu-west-3'));
  prices.take(await prices.complete(estimate));
  assert.match(prices.keep() ?? '', /^prices of AWS's price list .*\(they could not be kept: EEXIST/);
  assert.deepEqual(cells.of(cellOf(1, 'eu-west-3')), { ebs_standard: GIVEN });
});

test('prices that do not come in fifteen seconds after the last cell are done without', async (context) => {
  const { prices, cells, waits, estimate, estimatedAgain } = pricesWithTest(context);
  cells.cellHasRows(cellOf(1, 'eu-west-3'));
  cells.of(cellOf(1, 'eu-west-3'));
  await waits;
  context.mock.timers.enable({ apis: ['setTimeout'] });
  let asked: AskedPrices | null = null;
  const complete = prices.complete(estimate).then((answer) => {
    asked = answer;
  });
  context.mock.timers.tick(14_999);
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(asked, null);
  context.mock.timers.tick(1);
  await complete;
  assert.deepEqual(asked, {
    given: {},
    notice:
      "prices of AWS's price list are not known for every region (no answer in time); the built-in list is used",
  });
  assert.deepEqual(estimatedAgain, []);
});

test('a kind of another version is asked no prices for, and no prices are taken where none are asked for', async (context) => {
  const { prices, cells, questions, estimate } = pricesWithTest(context);
  cells.cellHasRows(cellOf(1, 'eu-west-3', 'of-tomorrow'));
  assert.deepEqual(await prices.complete(estimate), { given: {}, notice: null });
  const quiet = new ScanPrices({ prices: BUILT_IN_PRICES, asked: null, ownerTags: [], oldDays: 365 });
  const signal = new AbortController().signal;
  const ofQuiet = quiet.forCells({
    caller: { call: () => assert.fail('nothing is asked') },
    home: 'eu-west-1',
    signal,
  });
  ofQuiet.cellHasRows(cellOf(1, 'eu-west-3'));
  quiet.take({
    given: { 'eu-west-3': { givenAt: Date.now(), prices: { ebs_standard: GIVEN } } },
    notice: null,
  });
  assert.equal(ofQuiet.of(cellOf(1, 'eu-west-3')), null);
  assert.equal(quiet.keep(), null);
  assert.deepEqual(questions, []);
});
