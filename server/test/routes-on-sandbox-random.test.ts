import { createRandomEstate, type ListedRoute, type RandomEstate } from '@peerscape/sandbox/random-estate';
import { type Address, formatAddress, parseCidr } from '@peerscape/shared/net';
import { createReach, type EffectiveRoute, type Reach } from '@peerscape/shared/reach';
import { buildTopology, type Topology } from '@peerscape/shared/topology';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTranslation } from '../src/azure/translate/index.ts';
import { parseLearnedRoutes } from '../src/reach/parse-learned-routes.ts';

/**
 * Holds the effective routes of the engine against those that the sandbox derives by itself. Both read the same facts (reach.md R1 to R36), but
 * share no code for them. Next hops are compared as `ListedRoute` says.
 */
const forRandomEstates = (check: (estate: RandomEstate, seed: number) => void): void =>
  fc.assert(fc.property(fc.nat(), (seed) => check(createRandomEstate(seed), seed)));

function readTopology({ rows }: RandomEstate): Topology {
  const translation = createTranslation();
  for (const row of rows) translation.add({ ...row });
  return buildTopology(translation.rows());
}

function createEngine(topology: Topology, learned: RandomEstate['learned']): Reach {
  const parsed = parseLearnedRoutes(learned);
  if (!parsed.ok) throw new Error(parsed.problem);
  return createReach(topology, parsed.value);
}

function routesOf(reach: Reach, subnet: string) {
  const result = reach.routesOf(subnet);
  if (!result.ok) throw new Error(result.problem);
  return result.value;
}

const formatListed = ({ source, state, prefix, nextHopType, nextHopIps }: ListedRoute): string =>
  [source, state, prefix, nextHopType, ...nextHopIps].join(' ');

const formatRoute = ({ source, state, prefix, nextHopType, nextHopIps, origin }: EffectiveRoute): string => {
  const isCompared = source === 'User' || origin.kind === 'route-server';
  return formatListed({ source, state, prefix, nextHopType, nextHopIps: isCompared ? [...nextHopIps].sort() : [] });
};

const linesOfSandbox = (routes: readonly ListedRoute[]): string[] => routes.map(formatListed).sort();

const linesOfEngine = (routes: readonly EffectiveRoute[]): string[] => routes.map(formatRoute).sort();

/** Returns an address in a prefix. */
function addressIn(prefix: string): Address | undefined {
  const cidr = parseCidr(prefix);
  if (!cidr.ok || cidr.value.family !== 4) return undefined;
  const { length, first, last } = cidr.value;
  return { family: 4, value: length === 0 ? 0xcb00_7109n : first + (last - first) / 2n };
}

/** Expects a packet of one subnet to take the same route, for destinations in prefixes of its routes. */
function expectRoutesOfPackets(reach: Reach, { subnets, text }: RandomEstate, seed: number): void {
  const { path, routes, choose } = subnets[seed % subnets.length] ?? expect.unreachable('there are subnets');
  for (const { prefix } of [0, 1, 2].flatMap((i) => routes[(seed + i) % routes.length] ?? [])) {
    const destination = addressIn(prefix);
    const expected = destination && choose(destination);
    if (!destination || !expected) continue;
    const to = formatAddress(destination);
    const steps = reach.answer({ from: path, to }).forward.hops.flatMap((hop) => hop.steps);
    const [route] = steps.flatMap((step) => (step.kind === 'route' ? [formatRoute(step.route)] : []));
    expect(route, `${path} to ${to} in\n${text}`).toBe(formatListed(expected));
  }
}

describe('in a random network', () => {
  it('the effective routes of the engine are those of the sandbox, and so is the route that a packet takes', () =>
    forRandomEstates((estate, seed) => {
      const reach = createEngine(readTopology(estate), estate.learned);
      for (const { path, routes } of estate.subnets) {
        const actual = routesOf(reach, path);
        expect({ routes: linesOfEngine(actual.routes), assumptions: actual.assumptions }, `${path} in\n${estate.text}`).toEqual({
          routes: linesOfSandbox(routes),
          assumptions: [],
        });
      }
      expectRoutesOfPackets(reach, estate, seed);
    }));

  it('they are the same if the engine is not given what gateways have learned, and does not name that as missing', () =>
    forRandomEstates((estate) => {
      const topology = readTopology(estate);
      const ofRouteServers = Object.entries(estate.learned).filter(([id]) => id.includes('/bgpConnections/'));
      const reach = createEngine(topology, Object.fromEntries(ofRouteServers));
      // exception: the engine lets a gateway announce the addresses of its BGP peers, the sandbox does not; not established (R31)
      const peers = [...topology.attachedResources.values()].flatMap(({ gateways }) => gateways.flatMap((each) => each.bgpAddresses ?? []));
      const isOfPeer = ({ source, prefix }: EffectiveRoute) =>
        source === 'VirtualNetworkGateway' && peers.some((address) => prefix === `${address}/32`);
      for (const { path, routes } of estate.subnets) {
        const actual = routesOf(reach, path);
        if (actual.assumptions.length > 0) continue;
        const expected = linesOfSandbox(routes);
        const compared = actual.routes.filter((route) => !isOfPeer(route) || expected.includes(formatRoute(route)));
        expect(linesOfEngine(compared), `${path} in\n${estate.text}`).toEqual(expected);
      }
    }));
});
