/**
 * What a scan takes without snapdeck and without the SDK: the same calls in the same order of dependence, 64 in
 * flight, answers searched for ids and tokens with regular expressions, nothing written. `minimal-client URL` prints
 * what it did as JSON. It uses nothing but Node, so that its start is as short as can be.
 */
import { datasync } from './minimal-datasync.ts';
import { snapshots } from './minimal-snapshots.ts';
import { all, openWire } from './minimal-wire.ts';

const wire = openWire(process.argv[2] ?? '');
const home = 'us-east-1';
const start = { depth: 0 };

const caller = await wire.query('sts', '2011-06-15', home, { Action: 'GetCallerIdentity' }, start);
const described = await wire.query(
  'ec2',
  '2016-11-15',
  home,
  { Action: 'DescribeRegions', AllRegions: 'true' },
  caller,
);
const enabled = all(described.text, /<item>(.*?<regionName>.*?)<\/item>/gs)
  .filter((region) => !region.includes('not-opted-in'))
  .flatMap((region) => all(region, /<regionName>([^<]+)</g));
const [rows] = await Promise.all([
  Promise.all(
    enabled.flatMap((region) => [datasync(wire, region, described), snapshots(wire, region, described)]),
  ),
  wire.rest('account', home, '/getAccountInformation', described, 'POST'),
  wire.query('iam', '2010-05-08', home, { Action: 'ListAccountAliases' }, described),
]);
wire.close();
process.stdout.write(
  `${JSON.stringify({ calls: wire.calls(), longestChain: wire.longestChain(), rows: rows.reduce((sum, count) => sum + count, 0) })}\n`,
);
