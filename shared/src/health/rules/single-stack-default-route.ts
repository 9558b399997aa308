import type { ResourceKey } from '../../arm/index.ts';
import { contains, enclosingCidr } from '../../net/index.ts';
import { createPrefixParser, groupBy, type PrefixParser, tableUses } from '../../routing/index.ts';
import { type RouteRow, type RouteTableRow, spaceOf } from '../../topology/index.ts';
import { defineRule, fail, pass, unknown } from '../rule.ts';
import { vnetSubject } from '../verdict-subject.ts';

interface Evidence {
  readonly vnet: ResourceKey;
  readonly tables: readonly { readonly subnets: readonly string[]; readonly nextHopType: string; readonly nextHop: string | undefined }[];
}

/** The IPv6 internet: all global unicast addresses. */
const GLOBAL_UNICAST = enclosingCidr({ family: 6, value: 0x2000n << 112n }, 3);

/**
 * A route for IPv4 does not affect IPv6, which keeps its own system routes to the internet and to peers. Measured: two spokes reach each other
 * through the firewall with IPv4 and not at all with IPv6, while the hub is reached with both.
 */
export const singleStackDefaultRoute = defineRule<Evidence>({
  code: 'VNP408',
  slug: 'single-stack-default-route',
  title: 'The default route covers IPv4 but not IPv6',
  severity: 'warning',
  reads: ['routeTables', 'vnets', 'ghosts'],
  needs: { routeTables: 'none' },

  *check(topology) {
    const read = createPrefixParser();
    const uses = [...tableUses(topology)].flatMap((use) => {
      const route = defaultRouteOf(use.table, read);
      return route ? [{ ...use, route, isAlone: !coversIPv6(use.table, read) }] : [];
    });
    for (const [vnet, tables] of groupBy(uses, (use) => use.vnet)) {
      const about = vnetSubject(vnet);
      if (!usesIPv6(spaceOf(topology, vnet), read)) continue;
      const alone = tables.filter(({ isAlone }) => isAlone);
      const node = topology.vnets.get(vnet);
      const prefixesOf = (name: string): readonly string[] =>
        node?.subnets.find((subnet) => subnet.name.toLowerCase() === name.toLowerCase())?.prefixes ?? [];
      const affected = alone
        .map(({ subnets, route }) => ({ subnets: subnets.filter((name) => usesIPv6(prefixesOf(name), read)), route }))
        .filter(({ subnets }) => subnets.length > 0);
      if (affected.length > 0) yield fail(about, { vnet, tables: affected.map(toEvidence) });
      else if (alone.length > 0 && !node) yield unknown(about, { kind: 'vnet-unreadable', vnet });
      else if (alone.length > 0 && node?.subnets.length === 0) yield unknown(about, { kind: 'subnets-missing', vnet });
      else yield pass(about);
    }
  },

  explain: ({ vnet, tables }, name) =>
    `${tables
      .map(({ subnets, nextHopType, nextHop }) => `${name(vnet)}/${subnets.join(', ')} routes 0.0.0.0/0 to ${nextHop ?? nextHopType}`)
      .join(
        '; ',
      )}, but has no route for ::/0. IPv6 traffic still follows the system routes of Azure: directly to the internet and to peered VNets.`,
  remedy: () => [],
  advice: ({ vnet, tables }, name) =>
    `Add a route for ::/0 to the route table of ${tables.map(({ subnets }) => `${name(vnet)}/${subnets.join(', ')}`).join(' and ')}: to an appliance with an IPv6 address, or with next hop type None to drop IPv6 traffic to the internet. Azure Firewall and VPN gateways do not support IPv6.`,
});

/** Next hop types that do not change the path that traffic takes without a route. */
const DIRECT: ReadonlySet<string> = new Set(['Internet', 'VnetLocal']);

/** Returns the table's route for 0.0.0.0/0, if it sends traffic to an appliance or a gateway, or drops it. */
const defaultRouteOf = ({ routes }: RouteTableRow, read: PrefixParser): RouteRow | undefined =>
  routes.find(
    ({ prefix, nextHopType }) => !DIRECT.has(nextHopType) && read([prefix]).some(({ family, length }) => family === 4 && length === 0),
  );

const coversIPv6 = ({ routes }: RouteTableRow, read: PrefixParser): boolean =>
  read(routes.map(({ prefix }) => prefix)).some((cidr) => contains(cidr, GLOBAL_UNICAST));

const usesIPv6 = (prefixes: readonly string[], read: PrefixParser): boolean => read(prefixes).some(({ family }) => family === 6);

const toEvidence = ({ subnets, route }: { readonly subnets: readonly string[]; readonly route: RouteRow }) => ({
  subnets,
  nextHopType: route.nextHopType,
  nextHop: route.nextHopIp,
});
