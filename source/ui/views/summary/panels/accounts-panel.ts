import { elsewhereWords } from '../../../../analysis/elsewhere-words.ts';
import { oneLine } from '../../../../base/one-line.ts';
import { formatCount } from '../../../../model/format.ts';
import { counted } from '../../../../model/words.ts';
import { AT_LEAST, countText, countWithin } from '../../../kit/cells.ts';
import { barOf } from '../../../kit/charts.ts';
import { cut, fitted, textWidth } from '../../../kit/text.ts';
import {
  type AccountCost,
  accountCosts,
  countUnread,
  isShort,
  tablesOfAccount,
} from '../../../state/account-costs.ts';
import { boundsText } from './cost-lines.ts';
import { noteOf, type Panel, type PanelContext, type PanelLine, SIZE_WIDTH, sizeText } from './panel.ts';
import { snapshotTabs } from './snapshot-tabs.ts';

const MOST_ACCOUNTS = 10;
/** Accounts of whose rows it is told where they are seen as well. */
const MOST_OWNERS = 3;
/** Cells of the counts of rows and of findings. */
const [ROWS, FINDINGS] = [9, 7];
/** A name is shown in so many cells, a bar in these where there is room. */
const [SHORTEST_NAME, LONGEST_NAME, SHORTEST_BAR, LONGEST_BAR] = [8, 20, 4, 40];

/** Cells of each column. */
interface AccountsLayout {
  readonly name: number;
  readonly money: number;
  readonly hasLow: boolean;
  readonly hasFindings: boolean;
  readonly bar: number;
}

/** What the accounts come to, those that cost most first; none of a scan of one account. */
export function accountsPanels(context: PanelContext): readonly Panel[] {
  const { report, accounts } = context;
  if (accounts.length === 0 || (report.accounts ?? []).length === 0) return [];
  const all = accountCosts(report, accounts);
  const read = all.filter(({ total }) => total !== null);
  const shown = read.slice(0, MOST_ACCOUNTS);
  const layout = layoutOf(
    context.width,
    shown.map(({ name }) => oneLine(name)),
  );
  const most = Math.max(0, ...shown.map(({ total }) => total?.cost.high ?? 0));
  return [
    {
      title:
        read.length > MOST_ACCOUNTS
          ? `Accounts by cost: the dearest ${MOST_ACCOUNTS} of ${formatCount(read.length)}`
          : 'Accounts by cost',
      note: noteOf(context, snapshotTabs(context)),
      usualLines: MOST_ACCOUNTS + 3,
      lines: [
        headLine(layout),
        ...shown.map((account) => accountLine(context, layout, account, most)),
        allLine(all.length - shown.length),
        ...unreadLines(all),
        ...seenLines(context),
      ],
    },
  ];
}

/** Where the names have no room the findings go, then the low bound: no number is cut, nor a name of usual length. */
function layoutOf(width: number, names: readonly string[]): AccountsLayout {
  const money = width >= 74 ? 13 : width >= 58 ? 10 : 9;
  const longest = Math.max(SHORTEST_NAME, ...names.map(textWidth));
  const least = 1 + Math.min(LONGEST_NAME, longest) + ROWS + SIZE_WIDTH + money;
  const hasFindings = least + money + FINDINGS <= width;
  const hasLow = least + money <= width;
  const bounds = hasLow ? 2 : 1;
  const amounts = 1 + ROWS + SIZE_WIDTH + bounds * money + (hasFindings ? FINDINGS : 0);
  const name = Math.max(SHORTEST_NAME, Math.min(LONGEST_NAME, width - amounts));
  const bar = Math.min(LONGEST_BAR, width - amounts - name - 2);
  // A shorter bar tells nothing.
  return { name, money, hasLow, hasFindings, bar: bar < SHORTEST_BAR ? 0 : bar };
}

function headLine({ name, money, hasLow, hasFindings }: AccountsLayout): PanelLine {
  const heads = [
    ['Rows ', ROWS],
    ['Size ', SIZE_WIDTH],
    ['Low ', hasLow ? money : 0],
    ['High ', money],
    ['Find. ', hasFindings ? FINDINGS : 0],
  ] as const;
  const text = heads.map(([head, cells]) => (cells === 0 ? '' : fitted(head, cells, 'right'))).join('');
  return [[` ${fitted('', name)}${text}`, 'quiet']];
}

function accountLine(
  { unit }: PanelContext,
  layout: AccountsLayout,
  account: AccountCost,
  most: number,
): PanelLine {
  const { id, name, total } = account;
  if (total === null) return [];
  const mark = (column: string) => (isShort(account, column) === true ? AT_LEAST : ' ');
  const number = (count: number, column: string, cells: number) =>
    isShort(account, column) === true
      ? countText(count, cells - 1, true)
      : `${countWithin(count, cells - 2)} `;
  const rows = number(total.rows, 'rows', ROWS);
  const findings = number(total.findings, 'findings', FINDINGS);
  const to = tablesOfAccount(account);
  return [
    [` ${fitted(oneLine(name), layout.name)}`, 'plain'],
    [' '.repeat(ROWS - rows.length), 'plain'],
    to === null ? [rows, 'quiet'] : [rows, 'plain', { id: `account ${id}`, to, rows: total.rows }],
    [sizeText(total.snapshots, unit, isShort(account, 'bytes') === true), 'plain'],
    // Both bounds are equally wide.
    [boundsText(total.cost, layout.money, mark('rows')).slice(layout.hasLow ? 0 : layout.money), 'plain'],
    [layout.hasFindings ? fitted(findings, FINDINGS, 'right') : '', total.findings > 0 ? 'plain' : 'quiet'],
    [layout.bar > 0 ? ` ${barOf(total.cost.high, most, layout.bar)}` : '', 'accent'],
  ];
}

/** The way to all of them. */
function allLine(more: number): PanelLine {
  const words =
    more > 0 ? `… ${formatCount(more)} more, sorted as you like` : 'all of them, sorted as you like';
  return [
    [' ', 'plain'],
    [words, 'accent', { id: 'accounts', to: { to: 'list', list: 'accounts' }, rows: null }],
  ];
}

/** How many accounts nothing is known of, and how many there is nothing to be known of. */
function unreadLines(accounts: readonly AccountCost[]): readonly PanelLine[] {
  const { notRead, notActive } = countUnread(accounts);
  return [
    ...(notRead === 0 ? [] : [` ${counted(notRead, 'account')} not read: 1 shows why`]),
    ...(notActive === 0 ? [] : [` ${counted(notActive, 'account')} not active: suspended or closed`]),
  ].map((text): PanelLine => [[text, 'quiet']]);
}

/** Which rows several accounts see. */
function seenLines({ report, accounts, width }: PanelContext): readonly PanelLine[] {
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  const seen = elsewhereWords(report.elsewhere ?? [], (id) => oneLine(names.get(id) ?? id));
  if (seen.length === 0) return [];
  const more = seen.length - MOST_OWNERS;
  const texts = [
    'Seen by several, counted once, at their owner:',
    ...seen.slice(0, MOST_OWNERS).map((words) => `  ${words}`),
    ...(more > 0 ? [`  and of ${counted(more, 'more account')}: see Coverage of an export`] : []),
  ];
  return texts.map((text): PanelLine => [[cut(` ${text}`, width), 'quiet']]);
}
