/** The charts of a summary. The numbers stand in the tables beside them. */
import { protectedShare } from '../../analysis/protection/protection-totals.ts';
import { serviceLabel } from '../../analysis/service-label.ts';
import { isShortOf, type Shortfall } from '../../analysis/shortfall.ts';
import type { SummaryReport } from '../../analysis/summary.ts';
import { AGE_RANGES, UNKNOWN_AGE_LABEL } from '../../model/ages.ts';
import { AT_LEAST, type ByteUnit, formatBytes, formatWholeDollars } from '../../model/format.ts';
import type { BarChart, ChartTone, TrendChart } from './charts.ts';

const TONES: readonly ChartTone[] = [0, 1, 2, 3, 4];

/** How much of which age there is, by service; none where no size is known. */
export function ageCharts(report: SummaryReport, byteUnit: ByteUnit): readonly BarChart[] {
  const services = report.services.toSorted((one, other) => other.bytes - one.bytes);
  if (!services.some(({ bytes }) => bytes > 0)) return [];
  const [own, others] = [services.slice(0, TONES.length), services.slice(TONES.length)];
  const kinds = services.map(({ kind }) => kind);
  const labels = [...AGE_RANGES.map(({ label }) => label), UNKNOWN_AGE_LABEL];
  return [
    {
      shape: 'bars',
      title: 'Size by age and service',
      about: 'Known sizes of snapshots by how old they were when the scan began, each bar by service.',
      parts: [
        ...own.map((service, index) => ({
          name: serviceLabel(service),
          tone: TONES[index] ?? 'rest',
        })),
        ...(others.length === 0 ? [] : [{ name: 'others', tone: 'rest' } as const]),
      ],
      bars: labels.map((label, age) => ({
        label,
        values: [
          ...own.map(({ byAge }) => byAge[age]?.bytes ?? 0),
          ...(others.length === 0
            ? []
            : [others.reduce((sum, { byAge }) => sum + (byAge[age]?.bytes ?? 0), 0)]),
        ],
        words: marked(formatBytes(report.ages[age]?.bytes ?? 0, byteUnit), report.shortfall, kinds),
      })),
      scale: 'amount',
    },
  ];
}

/** What snapshots cost a month by service, between both bounds; none where nothing is known of it. */
export function costCharts({ cost, shortfall }: SummaryReport): readonly BarChart[] {
  const known = cost.byService.filter(({ high }) => high > 0);
  if (known.length === 0) return [];
  return [
    {
      shape: 'bars',
      title: 'Cost a month by service',
      about: 'Bounds in US dollars a month: the dark part is the low bound, the whole bar the high one.',
      parts: [
        { name: 'at least', tone: 0 },
        { name: 'at most', tone: 'rest' },
      ],
      bars: known.map(({ label, kind, low, high }) => ({
        label,
        values: [Math.min(low, high), Math.max(0, high - low)],
        words: marked(
          low === high
            ? formatWholeDollars(high)
            : `${formatWholeDollars(low)} to ${formatWholeDollars(high)}`,
          shortfall,
          [kind],
        ),
      })),
      scale: 'amount',
    },
  ];
}

/** How well sources are protected, by service; none where that is not told. */
export function protectionCharts({ protection = [] }: SummaryReport): readonly BarChart[] {
  const judged = protection.filter((total) => protectedShare(total) !== null);
  if (judged.length === 0) return [];
  return [
    {
      shape: 'bars',
      title: 'Protection by service',
      about:
        'The shares of sources that are protected, late, unknown and unprotected; exempt ones are in none.',
      parts: [
        { name: 'protected', tone: 'good' },
        { name: 'late', tone: 'warn' },
        { name: 'unknown', tone: 'rest' },
        { name: 'unprotected', tone: 'bad' },
      ],
      bars: judged.map((total) => ({
        label: serviceLabel(total),
        values: [total.protected, total.late, total.unknown, total.unprotected],
        words: `${protectedShare(total)} % protected`,
      })),
      scale: 'share',
    },
  ];
}

/** What DataSync moved by day; none of a single day. */
export function movedCharts({ datasync }: SummaryReport, byteUnit: ByteUnit): readonly TrendChart[] {
  const points = datasync.bytesByDay.map(({ day, bytes }) => ({ at: Date.parse(day), value: bytes }));
  if (points.length < 2 || !points.some(({ value }) => value > 0)) return [];
  return [
    {
      shape: 'trend',
      title: 'Bytes moved by day',
      about: `What DataSync moved by UTC day of start, over ${datasync.executionDays} days.`,
      points,
      text: (bytes) => formatBytes(bytes, byteUnit),
    },
  ];
}

/** Words with the mark of numbers that are at least so much. */
function marked(words: string, shortfall: Shortfall | undefined, kinds?: readonly string[]): string {
  return shortfall !== undefined && isShortOf(shortfall, kinds) ? `${words}${AT_LEAST}` : words;
}
