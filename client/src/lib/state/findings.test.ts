import { runRules } from '@peerscape/shared/health';
import { expect, test } from 'vitest';
import { topologyOf } from '../../testing/worlds.ts';
import { countsOf, findingsOf, newsOf, selectionAbout, troubleOf } from './findings.ts';

const vnets = 'vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nvnet lone 10.3.0.0/16\n';
const seen = (text: string) => {
  const topology = topologyOf(vnets + text);
  return { topology, findings: runRules(topology).findings };
};
const named = (key: string) => key.split('/').pop();

test('a finding about a half belongs to its peering and to both VNets, and to nobody else', () => {
  const { topology, findings } = seen('hub -> a Initiated\n');
  const { ofNode, ofPeering } = findingsOf(findings, topology);
  expect([...ofNode.keys()].map(named).sort()).toEqual(['a', 'hub']);
  expect([...ofPeering.keys()]).toHaveLength(1);
  const [finding] = findings;
  expect(finding && selectionAbout(finding, topology)).toEqual({ kind: 'peering', key: [...ofPeering.keys()][0] });
});

test('a VNet’s trouble counts errors and warnings, and the worst of them', () => {
  const { topology, findings } = seen('hub -> a Initiated\nhub <-> b no-access\n');
  const trouble = troubleOf(findingsOf(findings, topology));
  expect(new Map([...trouble].map(([key, of]) => [named(key), of]))).toEqual(
    new Map([
      ['a', { count: 1, worst: 'error' }],
      ['hub', { count: 2, worst: 'error' }],
      ['b', { count: 1, worst: 'warning' }],
    ]),
  );
  expect(countsOf(findings)).toEqual({ error: 1, warning: 1, info: 0 });
});

test('what came and what went is said by name, or counted when it is much', () => {
  const { findings: none } = seen('hub <-> a\n');
  const { findings: one } = seen('hub -> a Initiated\n');
  expect(newsOf(none, one)).toBe('1 finding new. One half of the peering is missing: a → hub. Now 1 error and 0 warnings.');
  expect(newsOf(one, none)).toBe('1 finding gone. One half of the peering is missing: a → hub. Now 0 errors and 0 warnings.');
  expect(newsOf(one, one)).toBeUndefined();
  const { findings: many } = seen('hub -> a Disconnected\nhub -> b Disconnected\na -> b Disconnected\na -> lone Disconnected\n');
  expect(newsOf(none, many)).toMatch(/^4 findings new\. Now 4 errors/);
});
