import { describe, expect, it } from 'vitest';
import { fixtureRows } from '../testing/fixture-rows.ts';
import { toFixture, visibleTopology } from '../testing/fixtures.ts';
import {
  ABSENCE_REASONS,
  buildTopology,
  halfStatus,
  isHalfConfigured,
  STATE_NOT_GIVEN,
  type Topology,
  type TopologyRows,
} from '../topology/index.ts';
import { visibleRows } from '../world/index.ts';
import { type Report, runRules } from './run.ts';

const report = (rows: TopologyRows): Report => runRules(buildTopology(rows));
const idsOf = ({ findings }: Report): ReadonlySet<string> => new Set(findings.map(({ id }) => id));
const isOwnedBy = (vnetId: string, halfId: string): boolean => halfId.toLowerCase().startsWith(`${vnetId.toLowerCase()}/`);

/** Returns the rows as a source without the peerings of every `nth` VNet has them. */
function withoutHalves(rows: TopologyRows, nth: number): TopologyRows {
  const without = rows.vnets.filter((_, i) => i % nth === 0);
  return {
    ...rows,
    vnets: rows.vnets.map((vnet) => (without.includes(vnet) ? { ...vnet, halvesNotRead: true } : vnet)),
    halves: rows.halves.filter(({ id }) => !without.some((vnet) => isOwnedBy(vnet.id, id))),
  };
}

const withoutStates = (rows: TopologyRows): TopologyRows => ({
  ...rows,
  vnets: rows.vnets.map((vnet) => ({ ...vnet, halvesNotRead: true })),
  halves: rows.halves.map(({ sync: _, ...half }) => ({ ...half, state: STATE_NOT_GIVEN })),
});

/** Its halves contradict each other: each alone proves that the other is missing. */
const provenBy = (name: string): readonly string[] => (name === 'not-both-connected.md' ? ['VNP101'] : []);

describe.each(fixtureRows())('%s', (name, rows) => {
  const full = idsOf(report(rows));
  // settings of the halves that are left are compared with fewer others
  const added = (partial: TopologyRows) =>
    report(partial).findings.filter(({ id, code }) => !full.has(id) && !['VNP601', 'VNP602', ...provenBy(name)].includes(code));

  it.each([[1], [2], [3]])('has no other findings without the peerings of every VNet number %i', (nth) => {
    expect(added(withoutHalves(rows, nth)).map(({ id, text }) => `${id}: ${text}`)).toEqual([]);
  });

  it('has no other findings without the subnets of VNets', () => {
    expect(added({ ...rows, vnets: rows.vnets.map((vnet) => ({ ...vnet, subnets: [] })) }).map(({ id, text }) => `${id}: ${text}`)).toEqual(
      [],
    );
  });

  it('has no finding about states in a source without states, and no half that is called missing', () => {
    const partial = withoutStates(rows);
    const topology = buildTopology(partial);
    const statuses = [...topology.peerings.values()].flatMap((peering) =>
      [peering.a, peering.b].map((end) => halfStatus(topology, peering, end)),
    );
    expect(new Set(statuses)).toEqual(new Set(statuses.length > 0 ? ['unknown'] : []));
    expect([...topology.peerings.values()].filter((peering) => isHalfConfigured(topology, peering))).toEqual([]);
    expect(report(partial).findings.filter(({ code }) => /^VNP10[1-4]$/.test(code))).toEqual([]);
  });
});

describe('a half without a state', () => {
  const rows = visibleRows(toFixture('vnet hub 10.0.0.0/16\nvnet spoke 10.1.0.0/16\nhub -> spoke Initiated'));
  const stateless = { ...rows, halves: rows.halves.map((half) => ({ ...half, state: STATE_NOT_GIVEN })) };

  it('lacks its counterpart if the remote VNet’s whole list was read', () => {
    expect(report(stateless).findings.map(({ code, where }) => `${code} ${where}`)).toEqual(['VNP101 spoke → hub']);
    const topology = buildTopology(stateless);
    expect([...topology.peerings.values()].map((peering) => isHalfConfigured(topology, peering))).toEqual([true]);
  });

  it('is inconclusive otherwise', () => {
    const partial = { ...stateless, vnets: rows.vnets.map((vnet) => ({ ...vnet, halvesNotRead: true })) };
    expect(report(partial).findings).toEqual([]);
    expect(report(partial).unknown.map(({ code }) => code)).toEqual(expect.arrayContaining(['VNP101', 'VNP102']));
  });
});

describe('a Disconnected half whose remote VNet was not read', () => {
  const fixture = toFixture('vnet app 10.1.0.0/16\nvnet other 10.2.0.0/16 hidden\napp -> other Disconnected');
  const [ghost] = [...visibleTopology(fixture).ghosts.values()];
  const findingFor = (reason: (typeof ABSENCE_REASONS)[number] | undefined) => {
    const rows = visibleRows(fixture);
    const topology: Topology = buildTopology({ ...rows, ...(reason && ghost && { absentVNets: [{ id: ghost.id, reason }] }) });
    const [finding] = runRules(topology).findings;
    return { text: finding?.text, fix: finding?.remedy.map(({ kind }) => kind) };
  };

  it.each([
    [undefined, 'Azure does not report which', []],
    ['not-in-file', 'is not in this file', []],
    ['not-found', 'does not exist', ['delete-half']],
    ['no-permission', 'Microsoft.Network/virtualNetworks/read', []],
    ['other-tenant', 'that this sign-in does not include', []],
    ['virtual-hub', 'Virtual WAN', ['delete-half']],
  ] as const)('says why, and what can be done about it: %s', (reason, text, fix) => {
    expect(findingFor(reason)).toEqual({ text: expect.stringContaining(text), fix });
  });

  it('speaks of permissions only where Azure does', () => {
    const texts = ABSENCE_REASONS.map((reason) => [reason, findingFor(reason).text?.includes('permission')]);
    expect(texts.filter(([, speaks]) => speaks).map(([reason]) => reason)).toEqual(['no-permission']);
  });
});
