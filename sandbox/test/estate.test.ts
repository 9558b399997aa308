import { resourceKey } from '@peerscape/shared/arm';
import { loadWorld, readWorld } from '@peerscape/shared/world';
import { describe, expect, it } from 'vitest';
import { seedFixture } from '../src/seed/seed-fixture.ts';
import { createMemoryStore } from '../src/store/memory-store.ts';
import type { Store } from '../src/store/store.ts';
import { loadEstate, routesOfSubnet } from './estate.ts';
import { exportEstate } from './estate-export.ts';

const WITH_ROUTE_SERVER = `
vnet hub 10.0.0.0/16 gateway=Vpn,ExpressRoute route-server nva=10.0.0.4
vnet spoke 10.1.0.0/16 fd00:1::/48 nva=10.1.0.4
vnet stale 10.2.0.0/16 10.3.0.0/16
vnet other 10.4.0.0/16 gateway
subnet stale/data 10.2.2.0/24
private-endpoint sql stale/data 10.2.2.10
hub <-> spoke transit | use-gateways
spoke -> stale Connected learned=10.2.0.0/16
stale -> spoke Connected
group mesh hub stale other
connection hub -> office
connection hub -> circuit kind=ExpressRoute
connection hub <-> other
bgp-peer one hub 10.0.0.4 asn=65010
route spoke/nva 10.3.0.0/16 via 10.0.0.4
properties routeTables/rt-spoke-nva {"disablePeeringRoute": "All"}
properties virtualHubs/rs-hub {"allowBranchToBranchTraffic": true}
`;

function seeded(world: ReturnType<typeof readWorld>): Store {
  const store = createMemoryStore();
  if (!world.ok) throw new Error(world.problem);
  const result = seedFixture(store, world.value);
  if (!result.ok) throw new Error(result.problem);
  return store;
}

/** Returns the effective routes of all subnets as sorted lines. */
const routesOf = (store: Store): Record<string, string[]> =>
  Object.fromEntries(
    [...store.vnets.values()].flatMap(({ name, subnets }) =>
      subnets.map((subnet) => [
        `${name}/${subnet.name}`,
        routesOfSubnet(store, `${name}/${subnet.name}`)
          .map(({ source, state, prefixes, nextHopType, nextHops }) => [source, state, prefixes, nextHopType, nextHops].join(' '))
          .sort(),
      ]),
    ),
  );

describe('an estate of rows of Resource Graph', () => {
  it.each([
    ['the lab', loadWorld('lab'), 13],
    ['a Route Server', readWorld(WITH_ROUTE_SERVER), 6],
  ])('has the effective routes of the fixture from which it was exported: %s', (_, world, subnets) => {
    const store = seeded(world);
    for (const { key } of store.resourcesOfType('Microsoft.Network/virtualHubs'))
      store.putSite(resourceKey(`${key}/bgpConnections/one`), {
        sharedKey: undefined,
        isDown: false,
        announces: [
          { prefix: '10.7.0.0/16', asPath: [], nextHop: '10.0.0.9' },
          { prefix: '0.0.0.0/0', asPath: [65020] },
        ],
      });
    const { rows, learned } = exportEstate(store);
    const routes = routesOf(store);
    expect(routesOf(loadEstate(rows, learned))).toEqual(routes);
    expect(Object.keys(routes)).toHaveLength(subnets);
  });
});
