import type { SummaryReport } from '../../../analysis/summary.ts';
import { findKind } from '../../../kinds/registry.ts';
import { AGE_RANGES } from '../../../model/ages.ts';
import { isValueIn } from '../../state/destination.ts';
import { accountsPanels } from './panels/accounts-panel.ts';
import { candidatesPanels } from './panels/candidates-panel.ts';
import { costPanels } from './panels/cost-panel.ts';
import { dataSyncPanels } from './panels/datasync-panels.ts';
import { findingsPanel } from './panels/findings-panel.ts';
import { kindsPanel } from './panels/kinds-panel.ts';
import type { Panel, PanelContext } from './panels/panel.ts';
import { pastPanel } from './panels/past-panel.ts';
import { protectionPanels } from './panels/protection-panel.ts';
import { servicesPanel } from './panels/services-panel.ts';
import { sharesPanel } from './panels/shares-panel.ts';
import { sourcesPanel } from './panels/source-panel.ts';
import { statusPanel } from './panels/status-panel.ts';
import { wherePanel } from './panels/where-panel.ts';

/** The panels of the Summary view in their order; families of kinds that were not scanned have none. */
export function summaryPanels(context: PanelContext): readonly Panel[] {
  const groups = groupsOf(context.report);
  return [
    ...(groups.has('snapshots') ? snapshotPanels(context) : [findingsPanel(context), pastPanel(context)]),
    ...(groups.has('datasync') ? dataSyncPanels(context) : []),
    kindsPanel(context),
  ];
}

function groupsOf(report: SummaryReport): ReadonlySet<string> {
  return new Set(report.kinds.flatMap(({ kind }) => findKind(kind)?.group ?? []));
}

function snapshotPanels(context: PanelContext): readonly Panel[] {
  const { total, dearest, byShare } = costPanels(context);
  return [
    findingsPanel(context),
    sharesPanel(context, {
      shares: ({ ages }) => ages,
      id: 'age',
      column: 'creation_time',
      title: 'Age',
      usualLines: AGE_RANGES.length + 2,
      filter: (_, __, index) => ageFilter(index),
      isStacked: true,
    }),
    ...dearest,
    wherePanel(context),
    servicesPanel(context),
    pastPanel(context),
    ...protectionPanels(context),
    statusPanel(context),
    total,
    ...candidatesPanels(context),
    ...accountsPanels(context),
    sourcesPanel(context),
    ...byShare,
    sharesPanel(context, {
      shares: ({ byEncryption }) => byEncryption,
      id: 'encryption',
      column: 'encrypted',
      title: 'By encryption',
      usualLines: 5,
      filter: ({ value }) => (value === null ? 'encrypted:?' : `encrypted:${value}`),
    }),
    sharesPanel(context, {
      shares: ({ byOrigin }) => byOrigin,
      id: 'origin',
      column: 'origin',
      title: 'By origin',
      usualLines: 7,
      filter: ({ value }, tab) => isValueIn(tab, 'origin', value),
    }),
    sharesPanel(context, {
      shares: ({ byTier }) => byTier,
      id: 'tier',
      column: 'storage_tier',
      title: 'By storage tier',
      usualLines: 5,
      filter: ({ value }, tab) => isValueIn(tab, 'storage_tier', value),
    }),
  ];
}

/** The filter for the range of ages with this index; behind the last one come those of unknown age. */
export function ageFilter(index: number): string {
  const range = AGE_RANGES[index];
  if (range === undefined) return 'age:?';
  const younger = AGE_RANGES[index - 1]?.uptoDays;
  return [
    ...(younger === undefined || younger === null ? [] : [`age>${younger}d`]),
    ...(range.uptoDays === null ? [] : [`age<=${range.uptoDays}d`]),
  ].join(' ');
}
