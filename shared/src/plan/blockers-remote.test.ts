import { describe, expect, it } from 'vitest';
import type { ResourceKey } from '../arm/index.ts';
import { handOffTexts } from '../handoff/index.ts';
import { actualVerdicts, expectedVerdicts, toFixture } from '../testing/fixtures.ts';
import { type AbsenceReason, buildTopology, type Topology } from '../topology/index.ts';
import { visibleRows } from '../world/index.ts';
import type { Intent } from './intent.ts';
import { makePlan } from './make-plan.ts';
import { refusedPeers } from './refused-peers.ts';

function topologyOf(text: string, reasons: Readonly<Record<string, AbsenceReason>> = {}): Topology {
  const rows = visibleRows(toFixture(text));
  const absentVNets = [...buildTopology(rows).ghosts.values()].flatMap(({ id, name }) =>
    reasons[name] ? [{ id, reason: reasons[name] }] : [],
  );
  return buildTopology({ ...rows, absentVNets });
}

const keyOf = (topology: Topology, name: string): ResourceKey =>
  [...topology.vnets.values(), ...topology.ghosts.values()].find((node) => node.name === name)?.key ?? ('' as ResourceKey);

function planFor(topology: Topology, kind: 'connect' | 'delete' | 'repair', from: string, to: string) {
  const [a, b] = [keyOf(topology, from), keyOf(topology, to)];
  return planOf(topology, kind === 'connect' || kind === 'repair' ? { kind, a, b } : { kind, from: a, to: b });
}

function planOf(topology: Topology, intent: Intent) {
  const { steps, blockers, notes, unchecked, handOff } = makePlan(topology, [intent]);
  const codesOf = (notices: readonly { code: string }[]) => notices.map(({ code }) => code);
  return {
    steps: steps.map(({ action }) => action),
    blockers: codesOf(blockers),
    notes: codesOf(notes),
    unchecked: codesOf(unchecked),
    handOff,
  };
}

const HUB = 'HV_hub-weu_1f2e3d4c';
const VIRTUAL_WAN = `# Spokes of a Virtual WAN hub, whose VNet belongs to Microsoft
subscription main
subscription theirs tenant=6f3a52d0-9c41-4f27-8d0e-2b7c1a9e4f35
in sub=main rg=rg-spokes
vnet spoke1 10.1.0.0/16
vnet spoke2 10.2.0.0/16
vnet spoke3 10.3.0.0/16
in sub=theirs rg=RG_hub-weu_1f2e3d4c
vnet ${HUB} 10.100.0.0/23 gateway hidden
spoke1 -> ${HUB} Connected use-gateways forwarded name=RemoteVnetToHubPeering_aaaaaaaa
${HUB} -> spoke1 Connected transit forwarded name=HubToRemoteVnet_aaaa
spoke2 -> ${HUB} Disconnected name=RemoteVnetToHubPeering_cccccccc
#= fail VNP102 spoke2->${HUB}`;

describe('the half of a virtual hub connection', () => {
  const topology = topologyOf(VIRTUAL_WAN);

  it('has no finding and is not inconclusive, but a leftover is reported', () => {
    expect(actualVerdicts(topology)).toEqual(expectedVerdicts(toFixture(VIRTUAL_WAN)));
  });

  it.each([{ kind: 'delete' }, { kind: 'set-options', flags: { allowForwarded: false } }] as const)(
    'that is Connected blocks $kind, without a hand-off to Microsoft',
    (change) => {
      const plan = planOf(topology, { ...change, from: keyOf(topology, 'spoke1'), to: keyOf(topology, HUB) });
      expect(plan.blockers).toContain('virtual-hub-half');
      expect(plan.handOff).toEqual([]);
      expect(plan.unchecked).toEqual([]);
    },
  );

  it('that is new is blocked: a connection on the hub creates it', () => {
    const plan = planFor(topology, 'connect', 'spoke3', HUB);
    expect([plan.steps, plan.blockers]).toEqual([['create'], ['virtual-hub-half']]);
    expect(plan.handOff).toEqual([]);
  });

  it('that is left over may be deleted, with a note', () => {
    expect(planFor(topology, 'delete', 'spoke2', HUB)).toMatchObject({ steps: ['delete'], blockers: [], notes: ['virtual-hub-leftover'] });
  });

  it('is recognised by its name alone, and HV_ alone is an ordinary name', () => {
    const ordinary = topologyOf(
      'in rg=RGs\nvnet a 10.1.0.0/16\nvnet HV_prod 10.2.0.0/16 hidden\nvnet x 10.3.0.0/16 hidden\na -> HV_prod Connected\na -> x Connected name=RemoteVnetToHubPeering_1',
    );
    expect([...ordinary.ghosts.values()].map(({ name, reason }) => [name, reason])).toEqual([
      ['HV_prod', undefined],
      ['x', 'virtual-hub'],
    ]);
  });
});

describe('a half to a deleted VNet', () => {
  const WORLD = 'vnet app 10.1.0.0/16\nvnet other 10.3.0.0/16\nvnet gone 10.2.0.0/16 deleted\napp -> gone Disconnected';
  const topology = topologyOf(WORLD, { gone: 'not-found' });

  it('may be deleted without anything unchecked', () => {
    expect(planFor(topology, 'delete', 'app', 'gone')).toEqual({ steps: ['delete'], blockers: [], notes: [], unchecked: [], handOff: [] });
  });

  it.each(['connect', 'repair'] as const)('cannot be written by a plan to %s, and nobody is asked to create the other half', (kind) => {
    const plan = planFor(topology, kind, 'app', 'gone');
    expect(plan.blockers).toEqual(['remote-deleted']);
    expect(plan.unchecked).toEqual([]);
    expect(plan.handOff).toEqual([]);
  });

  it('is not blocked while the reason is unknown', () => {
    const plan = planFor(topologyOf(WORLD), 'repair', 'app', 'gone');
    expect(plan.blockers).toEqual([]);
    expect(plan.unchecked).toContain('remote-unread');
    expect(handOffTexts(topologyOf(WORLD), plan.handOff).sentence).toContain('Create the half gone → app');
  });
});

it('VNets that cannot be peered are refused as peers of others', () => {
  const refusedIn = (topology: Topology, from: string, to: string) =>
    refusedPeers(topology, keyOf(topology, from)).get(keyOf(topology, to))?.code;
  const deleted = topologyOf('vnet app 10.1.0.0/16\nvnet a 10.3.0.0/16\nvnet gone 10.2.0.0/16 deleted\na -> gone Disconnected', {
    gone: 'not-found',
  });
  expect(refusedIn(deleted, 'app', 'gone')).toBe('remote-deleted');
  expect(refusedIn(topologyOf(VIRTUAL_WAN), 'spoke3', HUB)).toBe('virtual-hub-half');
});
