import { describe, expect, it } from 'vitest';
import { elementsOf } from '../elements.ts';
import { keyOf, topologyOf } from '../testing/map-worlds.ts';

const ROLE_OF_NAME = { hub: 'hub', spoke: 'spoke', mesh: 'mesh', island: 'island' } as const;

describe('detected shapes', () => {
  it('finds in a generated estate nearly every part that the names tell', () => {
    const nodes = [...elementsOf(topologyOf('generated:1000'), 'none').nodes.values()];
    const wrong = nodes.filter(({ name, role }) => role !== ROLE_OF_NAME[name.split('-')[0] as keyof typeof ROLE_OF_NAME]);
    expect(wrong.length / nodes.length).toBeLessThan(0.02);
  });

  it('calls three VNets in a row a chain, not a mesh and not a star', () => {
    const { nodes } = elementsOf(topologyOf('course'), 'none');
    expect([...nodes.values()].map(({ role }) => role)).toEqual(['chain', 'chain', 'chain']);
  });

  it('calls five VNets with nine of ten peerings a mesh', () => {
    const elements = elementsOf(topologyOf('contoso'), 'none');
    for (const name of ['data-lake', 'data-etl', 'data-bi', 'data-ml', 'data-gov'])
      expect(elements.nodes.get(keyOf(elements, name))?.role).toBe('mesh');
  });
});
