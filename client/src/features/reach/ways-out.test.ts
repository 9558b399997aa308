import { createReach, NO_LEARNED_ROUTES } from '@peerscape/shared/reach';
import { buildTopology, createNamer } from '@peerscape/shared/topology';
import { describe, expect, test } from 'vitest';
import { rowsOf } from '../../testing/worlds.ts';
import { answerAfter } from './answer-after.ts';
import { findWaysOut } from './ways-out.ts';

const SPOKES = `
vnet shop 10.1.0.0/16
vnet erp 10.2.0.0/16
subnet shop/app 10.1.0.0/24
subnet shop/web 10.1.1.0/24
subnet erp/db 10.2.0.0/24
hub <-> shop
hub <-> erp
`;
const FIREWALL = `vnet hub 10.0.0.0/16 firewall=10.0.1.4\n${SPOKES}`;

/** Returns the ways out from shop to erp, with the verdict before and after each. */
function ask(text: string, subnet?: string) {
  const rows = rowsOf(text);
  const topology = buildTopology(rows);
  const named = (name: string) => {
    const vnet = [...topology.vnets.values()].find((each) => each.name === name);
    if (!vnet) throw new Error(`No VNet ${name}`);
    return vnet;
  };
  const question = { from: subnet === undefined ? 'shop' : `shop/${subnet}`, to: 'erp' };
  const ways = findWaysOut(topology, createNamer(topology), { vnet: named('shop'), subnet }, { vnet: named('erp'), subnet: undefined });
  return {
    before: createReach(topology, NO_LEARNED_ROUTES).answer(question).verdict,
    ways: ways.map((way) => ({ ...way, after: answerAfter(topology, rows, way, question, NO_LEARNED_ROUTES).verdict })),
  };
}

const routesOf = (text: string, subnet?: string) =>
  ask(text, subnet)
    .ways.flatMap(({ routes }) => routes)
    .map(({ name, isNew, routes, subnets }) => ({
      table: `${isNew ? 'new ' : ''}${name}`,
      routes: routes.map(
        (route) => `${route.exists ? 'change ' : ''}${route.name}: ${route.prefix} via ${route.nextHopIp ?? route.nextHopType}`,
      ),
      subnets: subnets.map(({ id }) => id.split('/').at(-1)),
    }));

describe('ways out', () => {
  test('of two spokes are a peering of their own, or the firewall of their hub, and both lead there', () => {
    const { before, ways } = ask(FIREWALL);
    expect(before).toBe('unreachable');
    expect(ways.map(({ title, after }) => [title, after])).toEqual([
      ['Peer directly', 'reachable'],
      ['Through fw-hub in hub', 'reachable'],
    ]);
    expect(ways[1]?.intents).toMatchObject([
      { kind: 'set-options', flags: { allowForwarded: true } },
      { kind: 'set-options', flags: { allowForwarded: true } },
    ]);
  });

  test('through a firewall need routes in new tables for subnets without one', () => {
    expect(routesOf(FIREWALL)).toEqual([
      { table: 'new rt-shop', routes: ['to-erp: 10.2.0.0/16 via 10.0.1.4'], subnets: ['app', 'web'] },
      { table: 'new rt-erp', routes: ['to-shop: 10.1.0.0/16 via 10.0.1.4'], subnets: ['db'] },
    ]);
    expect(routesOf(FIREWALL, 'web')[0]?.subnets).toEqual(['web']);
  });

  test('extend the tables that subnets have, change a route of the same prefix, and leave out what is there', () => {
    const text = `${FIREWALL}route shop/app 0.0.0.0/0 via 10.0.1.4\nroute shop/web 10.2.0.0/16 via 10.0.9.9\nroute erp/db 10.1.0.0/16 via 10.0.1.4`;
    expect(routesOf(text)).toEqual([
      { table: 'rt-shop-app', routes: ['to-erp: 10.2.0.0/16 via 10.0.1.4'], subnets: [] },
      { table: 'rt-shop-web', routes: ['change 10-2-0-0-16: 10.2.0.0/16 via 10.0.1.4'], subnets: [] },
    ]);
    expect(ask(text).ways[1]?.after).toBe('reachable');
  });

  test('are only a peering without an appliance in the hub, or with several of which it is not known which one forwards', () => {
    for (const hub of ['vnet hub 10.0.0.0/16', 'vnet hub 10.0.0.0/16 nva=10.0.2.4,10.0.2.5'])
      expect(ask(`${hub}\n${SPOKES}`).ways.map(({ title }) => title)).toEqual(['Peer directly']);
  });

  test('lead through the VPN gateway of the hub once both VNets use it and route to it', () => {
    const text = `vnet hub 10.0.0.0/16 gateway=Vpn\n${SPOKES}`;
    const { ways } = ask(text);
    expect(ways.map(({ title, after }) => [title, after])).toEqual([
      ['Peer directly', 'reachable'],
      ['Through vpngw-hub in hub', 'reachable'],
    ]);
    expect(ways[1]?.intents).toMatchObject([
      { kind: 'set-options', flags: { allowTransit: true } },
      { kind: 'set-options', flags: { useRemoteGateways: true } },
      { kind: 'set-options', flags: { allowTransit: true } },
      { kind: 'set-options', flags: { useRemoteGateways: true } },
    ]);
    expect(routesOf(text)).toEqual([
      { table: 'new rt-shop', routes: ['to-erp: 10.2.0.0/16 via VirtualNetworkGateway'], subnets: ['app', 'web'] },
      { table: 'new rt-erp', routes: ['to-shop: 10.1.0.0/16 via VirtualNetworkGateway'], subnets: ['db'] },
    ]);
  });

  test('lead through no ExpressRoute gateway, which cannot be a next hop', () => {
    expect(ask(`vnet hub 10.0.0.0/16 gateway=ExpressRoute\n${SPOKES}`).ways.map(({ title }) => title)).toEqual(['Peer directly']);
  });

  test('through a gateway only set what peerings and route tables lack', () => {
    const used = SPOKES.replaceAll(/hub <-> (\w+)/g, 'hub <-> $1 transit | use-gateways');
    const { before, ways } = ask(`vnet hub 10.0.0.0/16 gateway=Vpn\n${used}route shop/app 10.2.0.0/16 via gateway`, 'app');
    expect(before).toBe('one-way');
    expect(ways[1]).toMatchObject({ intents: [], after: 'reachable' });
    expect(ways[1]?.routes.map(({ name }) => name)).toEqual(['rt-erp']);
  });

  test('through a gateway say why Azure will reject them for a VNet with a gateway of its own', () => {
    const { ways } = ask(`vnet hub 10.0.0.0/16 gateway=Vpn\n${SPOKES.replace('erp 10.2.0.0/16', 'erp 10.2.0.0/16 gateway=Vpn')}`);
    expect(ways[1]?.problems.join()).toMatch(/gateway/);
  });

  test('repair a peering that is half-configured', () => {
    const { ways } = ask('vnet shop 10.1.0.0/16\nvnet erp 10.2.0.0/16\nshop -> erp Initiated');
    expect(ways.map(({ title, after }) => [title, after])).toEqual([['Repair the peering', 'reachable']]);
  });
});
