import { resourceKey } from '@peerscape/shared/arm';
import { describe, expect, test } from 'vitest';
import { parseLearnedRoutes } from './parse-learned-routes.ts';

const GROUP = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network';
const GATEWAY = `${GROUP}/virtualNetworkGateways/gw`;
const CONNECTION = `${GROUP}/virtualHubs/rs/bgpConnections/nva`;

const REPLIED = { network: '10.10.0.0/24', nextHop: '192.168.10.10', sourcePeer: '192.168.10.10', origin: 'EBgp', asPath: '65001-65003' };
const ROUTE = { ...REPLIED, asPath: [65001, 65003] };

function parse(json: unknown): ReadonlyMap<string, unknown> {
  const parsed = parseLearnedRoutes(json);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.value;
}

describe('learned routes', () => {
  test('of a gateway are the list in its reply, by an id in any case', () => {
    const learned = parse({ [GATEWAY.toUpperCase()]: { value: [{ ...REPLIED, localAddress: '', weight: 32768 }] } });
    expect([...learned]).toEqual([[resourceKey(GATEWAY), [ROUTE]]]);
  });

  test('of a Route Server are those of both instances, without repetitions', () => {
    const other = { ...REPLIED, asPath: '65001' };
    const learned = parse({ [CONNECTION]: { RouteServiceRole_IN_0: [REPLIED], RouteServiceRole_IN_1: [REPLIED, other] } });
    expect(learned.get(resourceKey(CONNECTION))).toEqual([ROUTE, { ...ROUTE, asPath: [65001] }]);
  });

  test('that are none differ from routes that are not in the file', () => {
    const learned = parse({ [GATEWAY]: { value: [] } });
    expect(learned.get(resourceKey(GATEWAY))).toEqual([]);
    expect(learned.has(resourceKey(CONNECTION))).toBe(false);
    expect(parse({}).size).toBe(0);
  });

  test('of the gateway itself have neither a next hop nor a path', () => {
    const learned = parse({
      [GATEWAY]: { value: [{ network: '10.0.0.0/16', nextHop: null, sourcePeer: '10.0.0.5', origin: 'Network', asPath: '' }] },
    });
    expect(learned.get(resourceKey(GATEWAY))).toEqual([
      { network: '10.0.0.0/16', nextHop: '', sourcePeer: '10.0.0.5', origin: 'Network', asPath: [] },
    ]);
  });

  test.each<readonly [string, unknown, RegExp]>([
    ['a list', [], /^an object is expected/],
    [
      'the id of a VNet',
      { [`${GROUP}/virtualNetworks/hub`]: { value: [] } },
      /not the id of a virtual network gateway or of a BGP connection/,
    ],
    ['a reply without routes', { [GATEWAY]: {} }, /gw": its reply has neither "value" nor "RouteServiceRole_IN_0"$/],
    ['an error in place of a reply', { [GATEWAY]: null }, /its reply has neither/],
    ['no list of routes', { [GATEWAY]: { value: null } }, /"value" must be a list$/],
    ['a route that is no object', { [GATEWAY]: { value: [REPLIED, '10.0.0.0/8'] } }, /entry 2 of "value": an object is expected$/],
    ['a route without a prefix', { [GATEWAY]: { value: [{ ...REPLIED, network: undefined }] } }, /"network" is missing/],
    [
      'a prefix without a length',
      { [GATEWAY]: { value: [{ ...REPLIED, network: '10.0.0.0' }] } },
      /entry 1 of "value": "network": "10.0.0.0" is not a prefix/,
    ],
    [
      'a path of names',
      { [CONNECTION]: { RouteServiceRole_IN_0: [{ ...REPLIED, asPath: 'contoso' }] } },
      /"asPath" must be numbers.*not "contoso"$/,
    ],
    ['a path that is a number', { [GATEWAY]: { value: [{ ...REPLIED, asPath: 65001 }] } }, /"asPath" must be numbers.*not 65001$/],
  ])('are rejected with the place if there is %s', (_what, json, problem) => {
    const parsed = parseLearnedRoutes(json);
    expect(parsed.ok ? 'the routes were accepted' : parsed.problem).toMatch(problem);
  });
});
