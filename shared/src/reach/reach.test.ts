import { describe, expect, test } from 'vitest';
import { topologyOf } from '../testing/fixtures.ts';
import { createReach, NO_LEARNED_ROUTES } from './index.ts';

const ask = (fixture: string, from: string, to: string) => createReach(topologyOf(fixture), NO_LEARNED_ROUTES).answer({ from, to });

const HUB_AND_SPOKES = `
vnet hub     10.0.0.0/16 nva=10.0.2.4
vnet spoke-a 10.1.0.0/16
vnet spoke-b 10.2.0.0/16
subnet spoke-a/app 10.1.0.0/24
subnet spoke-b/app 10.2.0.0/24
hub <-> spoke-a forwarded
hub <-> spoke-b forwarded
`;

describe('reach', () => {
  test('does not cross two peerings', () => {
    const answer = ask(HUB_AND_SPOKES, 'spoke-a', 'spoke-b');
    expect(answer.verdict).toBe('unreachable');
    expect(answer.forward.blocker).toMatchObject({ code: 'no-route' });
  });

  test('goes through an appliance that both sides route to', () => {
    const routes = 'route spoke-a/app 10.2.0.0/16 via 10.0.2.4\nroute spoke-b/app 10.1.0.0/16 via 10.0.2.4';
    expect(ask(`${HUB_AND_SPOKES}${routes}`, 'spoke-a', 'spoke-b').verdict).toBe('reachable');
  });

  test('is one-way without a route back', () => {
    expect(ask(`${HUB_AND_SPOKES}route spoke-a/app 10.2.0.0/16 via 10.0.2.4`, 'spoke-a', 'spoke-b').verdict).toBe('one-way');
  });
});
