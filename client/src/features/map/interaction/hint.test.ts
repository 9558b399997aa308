import { refusedPeers } from '@peerscape/shared/plan';
import { describe, expect, it } from 'vitest';
import { keyOf, loadFixture } from '../testing/map-fixtures.ts';
import { connectHint } from './hint.ts';

const WORLD = '# Hints\nvnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nvnet c 10.1.0.0/24\nhub <-> a\n';

function hint(from: string, over: string) {
  const { topology, elements } = loadFixture(WORLD);
  const [one, other] = [keyOf(elements, from), keyOf(elements, over)];
  return connectHint(topology, refusedPeers(topology, one).get(other), one, other);
}

describe('drop hint', () => {
  it('names both VNets that will be connected', () => {
    expect(hint('b', 'hub')).toEqual({ text: 'Connect b to hub', isAllowed: true });
  });

  it('says that two VNets are already peered', () => {
    expect(hint('hub', 'a')).toEqual({ text: 'hub and a are already peered. Release to edit the peering.', isAllowed: true });
  });

  it('gives the reason, with prefixes and the third VNet, when Azure will reject the peering', () => {
    expect(hint('hub', 'c').isAllowed).toBe(false);
    expect(hint('hub', 'c').text).toMatch(/10\.1\.0\.0\/24 \(c\) overlaps 10\.1\.0\.0\/16 \(a\)/);
  });
});
