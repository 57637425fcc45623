/** How many sources are protected and how many are not, by service. */
import { protectedShare } from '../../../../analysis/protection/protection-totals.ts';
import { serviceLabel } from '../../../../analysis/service-label.ts';
import type {
  ProtectionOfAccount,
  ProtectionOfService,
  SummaryReport,
} from '../../../../analysis/summary.ts';
import { oneLine } from '../../../../base/one-line.ts';
import { SOURCES_TAB } from '../../../../kinds/sources/source-columns.ts';
import { counted } from '../../../../model/words.ts';
import { isValue } from '../../../../store/filter/write-terms.ts';
import { fitted } from '../../../kit/text.ts';
import { rowsOf } from '../../../state/destination.ts';
import { changeOfCount } from './change.ts';
import {
  COUNT_WIDTH,
  countCell,
  noteOf,
  type Panel,
  type PanelContext,
  type PanelLine,
  type PanelLink,
} from './panel.ts';
import { snapshotTabs } from './snapshot-tabs.ts';

const SHOWN = ['unprotected', 'late', 'unknown', 'protected'] as const;
const HEADS = ['Without', 'Late', 'Unknown', 'Good'];
const SHARE_WIDTH = 6;

/** One panel; none where the scan file does not tell what there is without a backup. */
export function protectionPanels(context: PanelContext): readonly Panel[] {
  const { protection } = context.report;
  if (protection === undefined || protection.length === 0) return [];
  const label = Math.max(6, Math.min(20, context.width - 1 - SHOWN.length * COUNT_WIDTH - SHARE_WIDTH));
  const heads = HEADS.map((head) => fitted(head, COUNT_WIDTH, 'right')).join('');
  const head: PanelLine = [
    [` ${fitted('', label)}${heads}${fitted('Share', SHARE_WIDTH, 'right')}`, 'quiet'],
  ];
  const note = noteOf(context, snapshotTabs(context));
  const byService: Panel = {
    ...{ title: 'Protection of sources', note, usualLines: 7 },
    lines: [
      head,
      ...protection.flatMap((total) => [serviceLine(total, label), ...changeLine(context, total, label)]),
    ],
  };
  const { protectionByAccount = [] } = context.report;
  if (protectionByAccount.length === 0) return [byService];
  const listed = protectionByAccount.slice(0, MOST_ACCOUNTS);
  const more = protectionByAccount.length - listed.length;
  const lines = listed.map((total) => accountLine(total, label));
  const rest: readonly PanelLine[] =
    more > 0 ? [[[` and ${counted(more, 'account')} with less to look at`, 'quiet']]] : [];
  return [
    byService,
    { title: 'Protection by account', note, usualLines: 7, lines: [head, ...lines, ...rest] },
  ];
}

/** Accounts that are listed: those with the most to look at. */
const MOST_ACCOUNTS = 8;

function serviceLine(total: ProtectionOfService, label: number): PanelLine {
  const { service, kind } = total;
  return line(total, fitted(serviceLabel({ service, kind }), label), (name) => ({
    id: `protection ${kind} ${service} ${name}`,
    to: rowsOf(SOURCES_TAB, `${isValue('protection', name)} ${isValue('service', service)}`, { kind }),
  }));
}

/** How many more or fewer of a service are protected how, under their counts; no line where all is as before. */
function changeLine(
  context: PanelContext,
  { service, kind }: ProtectionOfService,
  label: number,
): readonly PanelLine[] {
  const of = ({ protection }: SummaryReport) =>
    protection?.find((one) => one.service === service && one.kind === kind);
  const changes = SHOWN.map((name) =>
    changeOfCount(context, { kind }, (report) => of(report)?.[name] ?? 0, COUNT_WIDTH - 1),
  );
  if (changes.every((change) => change === '')) return [];
  const texts = changes.map((change) => fitted(change, COUNT_WIDTH, 'right'));
  return [[[` ${fitted('', label)}${texts.join('')}`, 'quiet']]];
}

function accountLine(total: ProtectionOfAccount, label: number): PanelLine {
  const { account, name: called } = total;
  return line(total, fitted(oneLine(called ?? account), label), (name) => ({
    id: `protection ${account} ${name}`,
    to: rowsOf(SOURCES_TAB, `${isValue('protection', name)} ${isValue('account', account)}`),
  }));
}

/** The counts of a service or an account, each of which leads to its sources, and the share of the protected ones. */
function line(
  total: ProtectionOfService | ProtectionOfAccount,
  label: string,
  linkOf: (name: (typeof SHOWN)[number]) => Omit<PanelLink, 'rows'>,
): PanelLine {
  const share = protectedShare(total);
  return [
    [` ${label}`, 'plain'],
    ...SHOWN.flatMap((name) => countCell(total[name], linkOf(name))),
    [fitted(share === null ? '' : `${share} %`, SHARE_WIDTH, 'right'), 'plain'],
  ];
}
