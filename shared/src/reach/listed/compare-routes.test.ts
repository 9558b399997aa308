import { describe, expect, test } from 'vitest';
import { type Additions, reachOf } from '../testing/estate.ts';
import { compareRoutes, type RouteComparison } from './compare-routes.ts';
import type { ListedRoute } from './listed-route.ts';

const WORLD = `
vnet spoke 10.1.0.0/16
subnet spoke/app 10.1.1.0/24
vnet hub 10.0.0.0/16
spoke <-> hub
route spoke/app 10.9.0.0/16 via 10.0.2.4
`;

const route = (prefixes: string, nextHopType: string, more: Partial<ListedRoute> = {}): ListedRoute => ({
  source: 'Default',
  state: 'Active',
  prefixes: prefixes.split(' '),
  nextHopType,
  nextHopIps: [],
  ...more,
});
const userRoute = (prefixes: string, nextHopType: string, ...nextHopIps: readonly string[]): ListedRoute =>
  route(prefixes, nextHopType, { source: 'User', nextHopIps });

/** Routes of the fixture as Azure lists them. */
const LISTED: readonly ListedRoute[] = [
  route('10.1.0.0/16', 'VnetLocal'),
  route('10.0.0.0/16', 'VNetPeering'),
  route('0.0.0.0/0', 'Internet'),
  ...['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'].map((prefix) => route(prefix, 'None')),
  userRoute('10.9.0.0/16', 'VirtualAppliance', '10.0.2.4'),
];

function compare(listed: readonly ListedRoute[], text = WORLD, additions?: Additions): RouteComparison {
  const routes = reachOf(text, additions).routesOf('spoke/app');
  if (!routes.ok) throw new Error(routes.problem);
  return compareRoutes(routes.value.routes, listed);
}

const without = (prefix: string) => LISTED.filter(({ prefixes }) => !prefixes.includes(prefix));

const linesOf = ({ differences }: RouteComparison): readonly string[] =>
  differences.map((each) => {
    if (each.kind === 'only-computed') return `computed ${each.computed.prefix}`;
    return each.kind === 'only-listed' ? `listed ${each.listed.prefix}` : `${each.computed.prefix}: ${each.fields.join()}`;
  });

describe('a comparison with the routes of an interface', () => {
  test('finds no difference in equal tables, whatever their order and the form of prefixes', () => {
    const reversed = LISTED.toReversed().map((each) => ({ ...each, source: each.source.toUpperCase() }));
    expect(compare(reversed)).toEqual({ differences: [], equal: 8, dropped: 0 });
  });

  test('finds routes that only one of them has', () => {
    const listed = [...without('10.0.0.0/16'), userRoute('10.8.0.0/16', 'None')];
    expect(linesOf(compare(listed))).toEqual(['computed 10.0.0.0/16', 'listed 10.8.0.0/16']);
  });

  test('finds other states, next hop types and addresses, such as that of an appliance that is stopped', () => {
    const changed = (more: Partial<ListedRoute>) => [
      ...without('10.9.0.0/16'),
      { ...userRoute('10.9.0.0/16', 'VirtualAppliance', '10.0.2.4'), ...more },
    ];
    expect(linesOf(compare(changed({ nextHopType: 'None' })))).toEqual(['10.9.0.0/16: nextHopType']);
    expect(linesOf(compare(changed({ state: 'Invalid', nextHopIps: ['10.0.2.5'] })))).toEqual(['10.9.0.0/16: state,nextHopIps']);
    expect(compare(changed({ nextHopType: 'None' })).equal).toBe(7);
  });

  test('counts the ranges of Microsoft that Azure drops as well, which are no difference', () => {
    expect(compare([...LISTED, route('104.146.0.0/17', 'None'), route('127.0.0.0/8', 'None')])).toMatchObject({
      differences: [],
      dropped: 2,
    });
  });

  test('reads several prefixes in a row as a route each, and several next hops in a row or in a row each', () => {
    const text = `${WORLD}vnet a 10.5.0.0/16\nvnet b 10.6.0.0/16\ngroup mesh spoke a b`;
    expect(linesOf(compare([...LISTED, route('10.5.0.0/16 10.6.0.0/16', 'ConnectedGroup')], text))).toEqual([]);
    expect(linesOf(compare([...LISTED, route('10.5.0.0/16', 'ConnectedGroup')], text))).toEqual(['computed 10.6.0.0/16']);
    const equal = WORLD.replace('via 10.0.2.4', 'via 10.0.2.4,10.0.2.5');
    const each = ['10.0.2.4', '10.0.2.5'].map((ip) => userRoute('10.9.0.0/16', 'VirtualAppliance', ip));
    expect(linesOf(compare([...without('10.9.0.0/16'), ...each], equal))).toEqual([]);
  });

  test('does not compare the addresses of gateways, which are not those of their VNet (R7)', () => {
    const text = `${WORLD.replace('spoke <-> hub', 'spoke <-> hub use-gateways | transit').replace('hub 10.0.0.0/16', 'hub 10.0.0.0/16 gateway')}
site office hub 192.168.7.0/24
connection hub -> office`;
    const learned = route('192.168.7.0/24', 'VirtualNetworkGateway', { source: 'VirtualNetworkGateway', nextHopIps: ['10.63.0.1'] });
    expect(linesOf(compare([...LISTED, learned], text))).toEqual([]);
  });

  test('takes the prefixes of services and service tags from Azure, and finds those that are missing', () => {
    const table = {
      routes: [
        { name: 'nva', prefix: '10.9.0.0/16', nextHopType: 'VirtualAppliance', nextHopIp: '10.0.2.4' },
        { name: 'to-storage', prefix: 'Storage', nextHopType: 'Internet' },
      ],
    };
    const additions: Additions = {
      subnets: { 'spoke/app': { serviceEndpoints: ['Microsoft.Storage'] } },
      properties: { 'routeTables/rt-spoke-app': table },
    };
    const service = route('20.38.98.0/24 20.60.0.0/24', 'VirtualNetworkServiceEndpoint');
    const tag = userRoute('20.38.98.0/24 20.60.0.0/24', 'Internet');
    expect(linesOf(compare([...LISTED, service, tag], WORLD, additions))).toEqual([]);
    expect(linesOf(compare([...LISTED, tag], WORLD, additions))).toEqual(['computed Microsoft.Storage']);
    expect(linesOf(compare([...LISTED, service], WORLD, additions))).toEqual(['computed Storage']);
  });
});
