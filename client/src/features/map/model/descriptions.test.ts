import { halfTo, type Peering } from '@peerscape/shared/topology';
import { describe, expect, it } from 'vitest';
import { topologyOf } from '../testing/map-fixtures.ts';
import { createPlacedScene, nodeIndexOf } from '../testing/mesh-fixtures.ts';
import { createSceneNamer, describeAttention, describeHalf, describePlannedChanges } from './descriptions.ts';

const topology = topologyOf('contoso');
const nameOf = createSceneNamer(createPlacedScene('contoso'));
const end = (name: string) => [...topology.vnets.values(), ...topology.ghosts.values()].find((node) => node.name === name)?.key;

/** Describes both halves between two VNets, the half of `one` first. */
function describeBoth(one: string, other: string): string[] {
  const [a, b] = [end(one), end(other)];
  const peering = [...topology.peerings.values()].find(
    (found: Peering) => a && b && [found.a, found.b].includes(a) && [found.a, found.b].includes(b),
  );
  if (!peering || !a || !b) throw new Error(`${one} and ${other} share no peering`);
  return [a, b].map((from) => {
    const { title, statusText } = describeHalf(topology, nameOf, peering, from);
    return `${title}: ${statusText}`;
  });
}

describe('description of a half', () => {
  it('names the half and its status', () => {
    expect(describeBoth('hub-weu', 'shop-prod-weu')).toEqual([
      'hub-weu → shop-prod-weu: Connected, in sync',
      'shop-prod-weu → hub-weu: Connected, in sync',
    ]);
    expect(describeBoth('hub-weu', 'shop-stage-weu')).toEqual(['hub-weu → shop-stage-weu: Initiated', 'shop-stage-weu → hub-weu: Missing']);
    expect(describeBoth('hub-weu', 'fabrikam-dmz')[1]).toBe('fabrikam-dmz → hub-weu: Unknown (VNet not visible to you)');
  });

  it('shows which side of an out-of-sync pair needs the sync', () => {
    expect(describeBoth('hub-weu', 'pay-prod-weu')).toEqual([
      'hub-weu → pay-prod-weu: Connected, out of sync',
      'pay-prod-weu → hub-weu: Connected, remote half out of sync',
    ]);
  });

  it('gives options as sentences with both names', () => {
    const peering = [...topology.peerings.values()].find((found) => halfTo(found, end('shop-prod-weu') ?? found.a)?.allowTransit);
    const hub = end('hub-weu');
    if (!peering || !hub) throw new Error('the hub offers no gateway');
    expect(describeHalf(topology, nameOf, peering, hub).options).toContain('hub-weu offers its gateway to shop-prod-weu');
  });
});

/** A hub with two spokes of one name. */
function sceneOfEqualNames() {
  const scene = createPlacedScene(EQUAL_NAMES);
  const nodes = scene.nodes.map((node) =>
    node.name === 'hub' ? node : { ...node, name: 'app', label: { text: 'app', qualifier: node.name.replace('app', 'sub') } },
  );
  return { ...scene, nodes };
}

const EQUAL_NAMES =
  'vnet hub 10.0.0.0/16\nvnet app-1 10.1.0.0/16\nvnet app-2 10.2.0.0/16\napp-1 -> hub Initiated\napp-2 -> hub Initiated\n';

describe('descriptions of VNets of one name', () => {
  const scene = sceneOfEqualNames();
  const names = createSceneNamer(scene);

  it('tell halves apart', () => {
    const estate = topologyOf(EQUAL_NAMES);
    const titles = [...estate.peerings.values()].map((peering) => describeHalf(estate, names, peering, peering.a).title);
    expect(titles.map((title) => title.split(' → ').sort())).toEqual([
      ['app (sub-1)', 'hub'],
      ['app (sub-2)', 'hub'],
    ]);
  });

  it('tell planned changes apart', () => {
    const [hub, app] = [scene.nodes[nodeIndexOf(scene, 'hub')]?.key, scene.nodes.find(({ label }) => label.qualifier === 'sub-2')?.key];
    if (!hub || !app) throw new Error('The scene has no such VNet');
    expect(describePlannedChanges(names, new Map([[`${hub}>${app}`, 'create']]), hub)).toEqual(['hub → app (sub-2) to be created']);
  });
});

describe('description of the halves that need attention', () => {
  it('tells peerings with VNets of one name apart', () => {
    const scene = sceneOfEqualNames();
    expect(describeAttention(scene, nodeIndexOf(scene, 'hub'))).toEqual(['Missing: hub → app (sub-1)', 'Missing: hub → app (sub-2)']);
  });
});
