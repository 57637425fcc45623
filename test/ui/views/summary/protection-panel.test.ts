import assert from 'node:assert/strict';
import { it } from 'node:test';
import { protectionPanels } from '../../../../source/ui/views/summary/panels/protection-panel.ts';
import { WITHOUT_PAST } from '../../helpers/fake-history.ts';
import { fakeSummary } from '../../helpers/fake-summary.ts';

const EBS = {
  ...{ service: 'EBS', kind: 'ebs-snapshot' },
  ...{ unprotected: 12, late: 3, unknown: 0, protected: 85, exempt: 40 },
};

it('the panel of protection counts the sources of each service, and leads to them', () => {
  const context = { cells: [], accounts: [], unit: 'auto', ...WITHOUT_PAST, width: 60 } as const;
  const [panel] = protectionPanels({ ...context, report: fakeSummary({ protection: [EBS] }) });
  assert.deepEqual(
    panel?.lines.map((line) => line.map(([text]) => text).join('')),
    [
      `${' '.repeat(21)} Without    Late Unknown    Good Share`,
      ' EBS                       12       3       0      85  85 %',
    ],
  );
  const links = panel?.lines.flatMap((line) => line.flatMap(([, , link]) => link ?? []));
  assert.deepEqual(
    links?.map(({ rows, to }) => [rows, to.to === 'table' ? [to.tab, to.filter.text, to.filter.kind] : to]),
    [
      [12, ['sources', 'protection=unprotected service=EBS', 'ebs-snapshot']],
      [3, ['sources', 'protection=late service=EBS', 'ebs-snapshot']],
      [85, ['sources', 'protection=protected service=EBS', 'ebs-snapshot']],
    ],
  );
  assert.deepEqual(protectionPanels({ ...context, report: fakeSummary() }), []);
});

it('the panel of protection by account lists the ones with the most to look at, and counts the others', () => {
  const context = { cells: [], accounts: [], unit: 'auto', ...WITHOUT_PAST, width: 60 } as const;
  const protectionByAccount = Array.from({ length: 10 }, (_, index) => ({
    ...{ account: `11111111111${index}`, name: index === 0 ? 'billing' : null },
    ...{ unprotected: 10 - index, late: 1, unknown: 0, protected: 9, exempt: 0 },
  }));
  const report = fakeSummary({ protection: [EBS], protectionByAccount });
  const [, panel] = protectionPanels({ ...context, report });
  assert.equal(panel?.title, 'Protection by account');
  const lines = panel.lines.map((line) => line.map(([text]) => text).join(''));
  assert.deepEqual(
    [lines.length, ...lines.slice(1, 3), lines.at(-1)],
    [
      10,
      ' billing                   10       1       0       9  45 %',
      ' 111111111111               9       1       0       9  47 %',
      ' and 2 accounts with less to look at',
    ],
  );
  const [link] = panel.lines[1]?.flatMap(([, , to]) => to ?? []) ?? [];
  assert.deepEqual(
    link?.to.to === 'table' ? link.to.filter.text : '',
    'protection=unprotected account=111111111110',
  );
});
