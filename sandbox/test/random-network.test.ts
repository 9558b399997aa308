import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInside, normalizePrefix } from '../src/addressing/prefixes.ts';
import type { EffectiveRoute } from '../src/effective/route.ts';
import type { Store } from '../src/store/store.ts';
import { loadEstate, routesOfSubnet } from './estate.ts';
import { exportEstate } from './estate-export.ts';
import { createRandomNetwork } from './random-network.ts';

const tablesOf = (store: Store): Record<string, readonly EffectiveRoute[]> =>
  Object.fromEntries(
    [...store.vnets.values()].flatMap((vnet) =>
      vnet.subnets.map(({ name }) => [`${vnet.name}/${name}`, routesOfSubnet(store, `${vnet.name}/${name}`)] as const),
    ),
  );

const linesOf = (store: Store): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(tablesOf(store)).map(([subnet, routes]) => [subnet, routes.map((route) => JSON.stringify(route)).sort()]),
  );

const forRandomNetworks = (check: (store: Store) => void): void =>
  fc.assert(fc.property(fc.nat(), (seed) => check(createRandomNetwork(seed).store)));

describe('the effective routes in a random network', () => {
  it('have one Active route for each prefix', () =>
    forRandomNetworks((store) => {
      for (const [subnet, routes] of Object.entries(tablesOf(store))) {
        const active = routes.filter(({ state }) => state === 'Active').flatMap(({ prefixes }) => prefixes.map(normalizePrefix));
        expect(active, subnet).toEqual([...new Set(active)]);
      }
    }));

  it('from gateways are not Active within those to VNets (R9)', () =>
    forRandomNetworks((store) => {
      for (const [subnet, routes] of Object.entries(tablesOf(store))) {
        const active = routes.filter(({ state }) => state === 'Active');
        const toVNets = active.filter(({ source, nextHopType }) => source === 'Default' && /^V|ConnectedGroup/.test(nextHopType));
        const spaces = toVNets.flatMap(({ prefixes }) => prefixes);
        const learned = active.filter(({ source }) => source === 'VirtualNetworkGateway').flatMap(({ prefixes }) => prefixes);
        expect(
          learned.filter((prefix) => isInside(prefix, spaces)),
          subnet,
        ).toEqual([]);
      }
    }));

  it('are the same when it is loaded from its rows of Resource Graph and its learned routes', () =>
    forRandomNetworks((store) => {
      const { rows, learned } = exportEstate(store);
      expect(linesOf(loadEstate(rows, learned))).toEqual(linesOf(store));
    }));
});
