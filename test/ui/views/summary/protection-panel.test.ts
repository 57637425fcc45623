import assert from 'node:assert/strict';
import { it } from 'node:test';
import { protectionPanels } from '../../../../source/ui/views/summary/panels/protection-panel.ts';
import { fakeSummary } from '../../helpers/fake-summary.ts';

const EBS = {
  ...{ service: 'EBS', kind: 'ebs-snapshot' },
  ...{ unprotected: 12, late: 3, unknown: 0, protected: 85, exempt: 40 },
};

it('the panel of protection counts the sources of each service, and leads to them', () => {
  const context = { cells: [], accounts: [], unit: 'auto', width: 60 } as const;
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
