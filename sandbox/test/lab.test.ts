import { loadWorld } from '@peerscape/shared/world';
import { describe, expect, it } from 'vitest';
import { effectiveRoutesOf } from '../src/effective/effective-routes.ts';
import type { EffectiveRoute } from '../src/effective/route.ts';
import { seedFixture } from '../src/seed/seed-fixture.ts';
import { createMemoryStore } from '../src/store/memory-store.ts';

const store = createMemoryStore();
const world = loadWorld('lab');
const seeded = world.ok ? seedFixture(store, world.value) : world;

/**
 * Effective routes of ten subnets of the lab, each with its source: a number in reach.md, or §6.1 of azure-semantics about system routes. The
 * rows of gateways come from the site (R32), and over BGP from the other hub and its spokes (R30).
 */
const EXPECTED = `
hub-weu/shared
  10.10.0.0/16 VnetLocal                                    R2
  0.0.0.0/0 Internet                                        §6.1
  10.0.0.0/8 None                                           §6.1
  172.16.0.0/12 None                                        §6.1
  100.64.0.0/10 None                                        §6.1
  10.11.0.0/16 VNetPeering                                  R3
  10.12.0.0/16 VNetPeering                                  R3
  10.13.0.0/16 VNetPeering                                  R3
  10.11.2.10/32 InterfaceEndpoint                           R16
  192.168.0.0/16 VirtualNetworkGateway 10.10.255.254        R32
  10.20.255.254/32 VirtualNetworkGateway 198.18.0.2         R30
  10.20.0.0/16 VirtualNetworkGateway 198.18.0.2             R30
  10.21.0.0/16 VirtualNetworkGateway 198.18.0.2             R30
  10.22.0.0/16 VirtualNetworkGateway 198.18.0.2             R30
hub-weu/dns-in
  10.10.0.0/16 VnetLocal                                    R2
  0.0.0.0/0 Internet                                        §6.1
  10.0.0.0/8 None                                           §6.1
  172.16.0.0/12 None                                        §6.1
  100.64.0.0/10 None                                        §6.1
  10.11.0.0/16 VNetPeering                                  R3
  10.12.0.0/16 VNetPeering                                  R3
  10.13.0.0/16 VNetPeering                                  R3
  10.11.2.10/32 InterfaceEndpoint                           R16
  192.168.0.0/16 VirtualNetworkGateway 10.10.255.254        R32
  10.20.255.254/32 VirtualNetworkGateway 198.18.0.2         R30
  10.20.0.0/16 VirtualNetworkGateway 198.18.0.2             R30
  10.21.0.0/16 VirtualNetworkGateway 198.18.0.2             R30
  10.22.0.0/16 VirtualNetworkGateway 198.18.0.2             R30
hub-weu/AzureFirewallSubnet
  10.10.0.0/16 VnetLocal                                    R2
  0.0.0.0/0 Internet                                        §6.1
  10.0.0.0/8 None                                           §6.1
  172.16.0.0/12 None                                        §6.1
  100.64.0.0/10 None                                        §6.1
  10.11.0.0/16 VNetPeering                                  R3
  10.12.0.0/16 VNetPeering                                  R3
  10.13.0.0/16 VNetPeering                                  R3
  10.11.2.10/32 InterfaceEndpoint                           R16
  192.168.0.0/16 VirtualNetworkGateway 10.10.255.254        R32
  10.20.255.254/32 VirtualNetworkGateway 198.18.0.2         R30
  10.20.0.0/16 VirtualNetworkGateway 198.18.0.2             R30
  10.21.0.0/16 VirtualNetworkGateway 198.18.0.2             R30
  10.22.0.0/16 VirtualNetworkGateway 198.18.0.2             R30
web-weu/app
  10.11.0.0/16 VnetLocal                                    R2
  0.0.0.0/0 Internet Invalid                                R8
  10.10.0.0/16 VNetPeering                                  R3
  10.11.2.10/32 InterfaceEndpoint                           R16
  192.168.0.0/16 VirtualNetworkGateway 10.10.255.254        R32
  10.20.255.254/32 VirtualNetworkGateway 198.18.0.2         R30
  10.20.0.0/16 VirtualNetworkGateway 198.18.0.2             R30
  10.21.0.0/16 VirtualNetworkGateway 198.18.0.2             R30
  10.22.0.0/16 VirtualNetworkGateway 198.18.0.2             R30
  0.0.0.0/0 VirtualAppliance 10.10.1.4 User                 R8
web-weu/data
  10.11.0.0/16 VnetLocal                                    R2
  0.0.0.0/0 Internet                                        §6.1
  10.0.0.0/8 None                                           §6.1
  172.16.0.0/12 None                                        §6.1
  192.168.0.0/16 None                                       §6.1
  100.64.0.0/10 None                                        §6.1
  10.10.0.0/16 VNetPeering                                  R3
  10.11.2.10/32 InterfaceEndpoint                           R16
  10.13.0.0/16 VirtualAppliance 10.10.1.4 User              R13
batch-weu/jobs
  10.12.0.0/16 VnetLocal                                    R2
  0.0.0.0/0 Internet                                        §6.1
  10.0.0.0/8 None                                           §6.1
  172.16.0.0/12 None                                        §6.1
  100.64.0.0/10 None                                        §6.1
  10.10.0.0/16 VNetPeering                                  R3
  192.168.0.0/16 VirtualNetworkGateway 10.10.255.254        R32
  10.20.255.254/32 VirtualNetworkGateway 198.18.0.2         R30
  10.20.0.0/16 VirtualNetworkGateway 198.18.0.2             R30
  10.21.0.0/16 VirtualNetworkGateway 198.18.0.2             R30
  10.22.0.0/16 VirtualNetworkGateway 198.18.0.2             R30
api-weu/api
  10.13.0.0/16 VnetLocal                                    R2
  0.0.0.0/0 Internet                                        §6.1
  10.0.0.0/8 None                                           §6.1
  172.16.0.0/12 None                                        §6.1
  100.64.0.0/10 None                                        §6.1
  10.10.0.0/16 VNetPeering                                  R3
  192.168.0.0/16 VirtualNetworkGateway 10.10.255.254        R32
  10.20.255.254/32 VirtualNetworkGateway 198.18.0.2         R30
  10.20.0.0/16 VirtualNetworkGateway 198.18.0.2             R30
  10.21.0.0/16 VirtualNetworkGateway 198.18.0.2             R30
  10.22.0.0/16 VirtualNetworkGateway 198.18.0.2             R30
  10.11.0.0/16 VirtualAppliance 10.10.1.4 User              R13
hub-neu/trust
  10.20.0.0/16 VnetLocal                                    R2
  0.0.0.0/0 Internet                                        §6.1
  10.0.0.0/8 None                                           §6.1
  172.16.0.0/12 None                                        §6.1
  100.64.0.0/10 None                                        §6.1
  10.21.0.0/16 VNetPeering                                  R3
  10.22.0.0/16 VNetPeering                                  R3
  fd00:22::/48 VNetPeering                                  R3
  10.10.255.254/32 VirtualNetworkGateway 198.18.0.1         R30
  10.10.0.0/16 VirtualNetworkGateway 198.18.0.1             R30
  10.11.0.0/16 VirtualNetworkGateway 198.18.0.1             R30
  10.12.0.0/16 VirtualNetworkGateway 198.18.0.1             R30
  10.13.0.0/16 VirtualNetworkGateway 198.18.0.1             R30
  192.168.0.0/16 VirtualNetworkGateway 198.18.0.1           R32
shop-neu/app
  10.21.0.0/16 VnetLocal                                    R2
  0.0.0.0/0 Internet                                        §6.1
  10.0.0.0/8 None                                           §6.1
  172.16.0.0/12 None                                        §6.1
  100.64.0.0/10 None                                        §6.1
  10.20.0.0/16 VNetPeering                                  R3
  10.10.255.254/32 VirtualNetworkGateway 198.18.0.1         R30
  10.10.0.0/16 VirtualNetworkGateway 198.18.0.1             R30
  10.11.0.0/16 VirtualNetworkGateway 198.18.0.1             R30
  10.12.0.0/16 VirtualNetworkGateway 198.18.0.1             R30
  10.13.0.0/16 VirtualNetworkGateway 198.18.0.1             R30
  192.168.0.0/16 VirtualNetworkGateway 198.18.0.1           R32
  10.22.0.0/16 VirtualAppliance 10.20.2.10 User             R13
crm-neu/app
  10.22.0.0/16 VnetLocal                                    R2
  fd00:22::/48 VnetLocal                                    R2
  0.0.0.0/0 Internet Invalid                                R8
  ::/0 Internet                                             R17
  10.20.0.0/16 VNetPeering                                  R3
  10.10.255.254/32 VirtualNetworkGateway 198.18.0.1         R30
  10.10.0.0/16 VirtualNetworkGateway 198.18.0.1             R30
  10.11.0.0/16 VirtualNetworkGateway 198.18.0.1             R30
  10.12.0.0/16 VirtualNetworkGateway 198.18.0.1             R30
  10.13.0.0/16 VirtualNetworkGateway 198.18.0.1             R30
  192.168.0.0/16 VirtualNetworkGateway 198.18.0.1           R32
  0.0.0.0/0 VirtualAppliance 10.20.2.10 User                R8
`;

const [, ...blocks] = EXPECTED.split(/\n(?=\S)/);

const toLine = ({ prefixes, nextHopType, nextHops, source, state }: EffectiveRoute): string =>
  [prefixes.join(','), nextHopType, ...nextHops, ...(source === 'User' ? [source] : []), ...(state === 'Active' ? [] : [state])].join(' ');

function linesOf(path: string): string[] {
  const [name, subnetName] = path.split('/');
  const vnet = [...store.vnets.values()].find((each) => each.name === name);
  const subnet = vnet?.subnets.find((each) => each.name === subnetName);
  if (!vnet || !subnet) throw new Error(`there is no subnet ${path}`);
  return effectiveRoutesOf(store, vnet, subnet).map(toLine);
}

describe('the lab', () => {
  it('is possible in Azure', () => {
    expect(seeded).toEqual({ ok: true, value: undefined });
  });

  it.each(blocks.map((block) => block.trim().split('\n')).map(([path = '', ...lines]) => [path, lines] as const))(
    'has these routes in %s',
    (path, lines) => {
      const expected = lines.map((line) => /^ {2}(.+?) +(?:R\d+|§6\.1)$/.exec(line)?.[1] ?? `${line} has no fact`);
      expect(linesOf(path)).toEqual(expected);
    },
  );

  it('has no dropped ranges where a user’s route replaces the default route, and no routes of gateways where propagation is off', () => {
    expect(linesOf('web-weu/app').filter((line) => line.endsWith(' None'))).toEqual([]);
    expect(linesOf('web-weu/data').filter((line) => line.includes(' VirtualNetworkGateway'))).toEqual([]);
  });
});
