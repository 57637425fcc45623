/** What a made kind answers to everything that a test does not ask it for. */
export const NOTHING_MORE = {
  noun: 'thing',
  byDefault: true,
  identity: 'name',
  telling: ['name'],
  derivation: 'none',
  refresh: 'none',
  statuses: 'none',
  sources: 'none',
  relations: 'none',
  findings: 'none',
  consolePage: 'none',
  pricedBy: 'none',
  deleteCommand: 'none',
  recoveryPoints: 'none',
  loads: () => Promise.resolve(),
} as const;
