import { parseCidr } from '@peerscape/shared/net';
import type { EffectiveRoute } from '@peerscape/shared/reach';
import { expect, test } from 'vitest';
import { describeChoice, describeNextHop } from './describe-route.ts';

function route(source: EffectiveRoute['source'], prefix: string, state: EffectiveRoute['state'] = 'Active'): EffectiveRoute {
  const cidr = parseCidr(prefix);
  return { source, state, prefix, cidr: cidr.ok ? cidr.value : undefined, nextHopType: 'None', nextHopIps: [], origin: { kind: 'system' } };
}

test.each([
  [route('Default', '10.1.0.0/16'), route('Default', '10.0.0.0/8'), 'the longer prefix wins'],
  [route('User', '0.0.0.0/0'), route('Default', '0.0.0.0/0', 'Invalid'), 'user routes win over others with the same prefix'],
  [
    route('Default', '10.1.0.0/16'),
    route('VirtualNetworkGateway', '10.1.0.0/16', 'Invalid'),
    'routes to VNets win over BGP routes with the same prefix',
  ],
  [
    route('VirtualNetworkGateway', '0.0.0.0/0'),
    route('Default', '0.0.0.0/0', 'Invalid'),
    'BGP routes win over system routes with the same prefix',
  ],
  [route('User', '10.1.0.0/16'), route('Default', '10.1.0.5/32', 'Invalid'), 'that route is Invalid'],
])('the reason for a choice names the rule that decides it', (chosen, runnerUp, reason) => {
  expect(describeChoice(chosen, runnerUp)).toBe(reason);
});

test('a next hop is written as Azure lists it', () => {
  expect(describeNextHop({ nextHopType: 'VirtualAppliance', nextHopIps: ['10.0.1.4', '10.0.1.5'] })).toBe(
    'VirtualAppliance 10.0.1.4, 10.0.1.5',
  );
  expect(describeNextHop({ nextHopType: 'VnetLocal', nextHopIps: [] })).toBe('VnetLocal');
});
