/** A region of the partition `aws`, in DescribeRegions' words. */
export interface DemoRegion {
  readonly name: string;
  readonly optInStatus: 'opt-in-not-required' | 'opted-in' | 'not-opted-in';
  readonly geography: string;
}

const byDefault: Readonly<Record<string, string>> = {
  'ap-northeast-1': 'Japan',
  'ap-northeast-2': 'South Korea',
  'ap-northeast-3': 'Japan',
  'ap-south-1': 'India',
  'ap-southeast-1': 'Singapore',
  'ap-southeast-2': 'Australia',
  'ca-central-1': 'Canada',
  'eu-central-1': 'Germany',
  'eu-north-1': 'Sweden',
  'eu-west-1': 'Ireland',
  'eu-west-2': 'United Kingdom',
  'eu-west-3': 'France',
  'sa-east-1': 'Brazil',
  'us-east-1': 'United States of America',
  'us-east-2': 'United States of America',
  'us-west-1': 'United States of America',
  'us-west-2': 'United States of America',
};

const byChoice: Readonly<Record<string, string>> = {
  'af-south-1': 'South Africa',
  'ap-east-1': 'Hong Kong',
  'ap-east-2': 'Taiwan',
  'ap-south-2': 'India',
  'ap-southeast-3': 'Indonesia',
  'ap-southeast-4': 'Australia',
  'ap-southeast-5': 'Malaysia',
  'ap-southeast-6': 'New Zealand',
  'ap-southeast-7': 'Thailand',
  'ca-west-1': 'Canada',
  'eu-central-2': 'Switzerland',
  'eu-south-1': 'Italy',
  'eu-south-2': 'Spain',
  'il-central-1': 'Israel',
  'me-central-1': 'United Arab Emirates',
  'me-south-1': 'Bahrain',
  'mx-central-1': 'Mexico',
};

const region =
  (optInStatus: DemoRegion['optInStatus']) =>
  ([name, geography]: readonly [string, string]): DemoRegion => ({ name, optInStatus, geography });

/** The 34 regions of the partition, of which the 17 that need no opting in are enabled. */
export const demoRegions: readonly DemoRegion[] = [
  ...Object.entries(byDefault).map(region('opt-in-not-required')),
  ...Object.entries(byChoice).map(region('not-opted-in')),
];

export const enabledRegionNames: readonly string[] = Object.keys(byDefault);
