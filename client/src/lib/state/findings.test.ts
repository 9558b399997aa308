import { runRules } from '@peerscape/shared/health';
import { expect, test } from 'vitest';
import { topologyOf } from '../../testing/worlds.ts';
import { affectedItem, countByNode, countBySeverity, describeFindingChanges, indexFindings, omitFindingsOf } from './findings.ts';

const vnets = 'vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nvnet lone 10.3.0.0/16\n';
const check = (text: string) => {
  const topology = topologyOf(vnets + text);
  return { topology, findings: runRules(topology).findings };
};
const shortName = (key: string) => key.split('/').pop();

test('a finding about a half is indexed under its peering and both VNets only', () => {
  const { topology, findings } = check('hub -> a Initiated\n');
  const { byNode, byPeering } = indexFindings(findings, topology);
  expect([...byNode.keys()].map(shortName).sort()).toEqual(['a', 'hub']);
  expect([...byPeering.keys()]).toHaveLength(1);
  const [finding] = findings;
  expect(finding && affectedItem(finding, topology)).toEqual({ kind: 'peering', key: [...byPeering.keys()][0] });
});

test('findings about peerings that are being written are left out, and no others', () => {
  const topology = topologyOf(`${vnets}hub -> a Initiated\nhub -> b Initiated\n`);
  const report = runRules(topology);
  const writing = [...topology.peerings.values()].filter(({ a, b }) => [a, b].some((key) => shortName(key) === 'a'));
  const left = omitFindingsOf(report, topology, new Set(writing.map(({ key }) => key)));
  expect(report.findings.map(({ where }) => where)).toEqual(['a → hub', 'b → hub']);
  expect(left.findings.map(({ where }) => where)).toEqual(['b → hub']);
  expect(omitFindingsOf(report, topology, new Set())).toBe(report);
});

test('errors and warnings are counted per VNet, with the worst severity', () => {
  const { topology, findings } = check('hub -> a Initiated\nhub <-> b no-access\n');
  const counts = countByNode(indexFindings(findings, topology));
  expect(new Map([...counts].map(([key, value]) => [shortName(key), value]))).toEqual(
    new Map([
      ['a', { count: 1, worst: 'error' }],
      ['hub', { count: 2, worst: 'error' }],
      ['b', { count: 1, worst: 'warning' }],
    ]),
  );
  expect(countBySeverity(findings)).toEqual({ error: 1, warning: 1, info: 0 });
});

test('new and resolved findings are named, or only counted when there are many', () => {
  const { findings: none } = check('hub <-> a\n');
  const { findings: one } = check('hub -> a Initiated\n');
  expect(describeFindingChanges(none, one)).toBe('1 new finding. One half of the peering is missing: a → hub. Now 1 error and 0 warnings.');
  expect(describeFindingChanges(one, none)).toBe(
    '1 resolved finding. One half of the peering is missing: a → hub. Now 0 errors and 0 warnings.',
  );
  expect(describeFindingChanges(one, one)).toBeUndefined();
  const { findings: many } = check('hub -> a Disconnected\nhub -> b Disconnected\na -> b Disconnected\na -> lone Disconnected\n');
  expect(describeFindingChanges(none, many)).toMatch(/^4 new findings\. Now 4 errors/);
});
