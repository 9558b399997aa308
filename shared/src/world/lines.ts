import { type Cidr, formatCidr, parseAddress, parseCidr } from '../net/index.ts';
import type { DraftHalf, DraftVNet, WorldDraft } from './draft.ts';
import { guidOf, tenantOf } from './guid.ts';

/** One line after its first word, cut at blanks: plain words, `key=value` options. */
export interface Line {
  readonly number: number;
  readonly words: readonly string[];
  readonly options: ReadonlyMap<string, string>;
}

/** Thrown inside the reader only, and turned into a sentence with the line's number at its door. */
export class WorldError extends Error {}

const fail = (message: string): never => {
  throw new WorldError(message);
};

type ReadLine = (draft: WorldDraft, line: Line) => void;

/** What each kind of line says, by its first word. Peerings have no first word of their own. */
export const LINE_PARSERS: Readonly<Record<string, ReadLine>> = {
  subscription(draft, { words: [name], options }) {
    if (!name) fail('a subscription needs a name: subscription NAME [id=GUID] [tenant=GUID]');
    else
      draft.subscriptions.set(name, {
        id: options.get('id') ?? guidOf(`subscription ${name}`),
        tenantId: options.get('tenant') ?? tenantOf(draft.title),
      });
  },

  in(draft, { options }) {
    draft.defaults = place(draft, options);
  },

  vnet(draft, line) {
    const [name, ...rest] = line.words;
    if (!name) return fail('a VNet needs a name: vnet NAME CIDR…');
    if (draft.vnets.has(name)) fail(`there are two VNets called ${name}`);
    const flags = rest.filter((word) => !word.includes('/'));
    const unknown = flags.find((flag) => !VNET_FLAGS.includes(flag));
    if (unknown) fail(`"${unknown}" is neither a prefix nor one of ${VNET_FLAGS.join(', ')}`);
    draft.vnets.set(name, vnetFrom(draft, name, line, rest.filter((word) => word.includes('/')).map(cidr), flags));
  },

  subnet(draft, { words: [path = '', prefix = ''] }) {
    const [vnet, subnet] = vnetAndSubnet(draft, path);
    vnet.subnets.push({ name: subnet, cidr: cidr(prefix) });
  },

  route(draft, { words: [path = '', prefix = '', via, hop = ''] }) {
    const [vnet, subnet] = vnetAndSubnet(draft, path);
    if (via !== 'via' || !hop) fail('a route reads: route VNET/SUBNET CIDR via IP|firewall-of-VNET|internet|none|gateway|vnet');
    draft.routes.push({ vnet: vnet.name, subnet, prefix: prefixOf(prefix), ...nextHop(draft, hop) });
  },

  connection(draft, { words: [from = '', arrow, to = '', status = 'Connected'], options }) {
    if ((arrow !== '<->' && arrow !== '->') || !to) fail('a connection reads: connection VNET <-> VNET, or connection VNET -> SITE');
    const kind = options.get('kind') ?? (arrow === '<->' ? 'Vnet2Vnet' : 'IPsec');
    if (kind !== 'Vnet2Vnet' && kind !== 'IPsec' && kind !== 'ExpressRoute')
      return fail(`a connection is Vnet2Vnet, IPsec or ExpressRoute, not "${kind}"`);
    known(draft, from);
    draft.connections.push({ from, to, kind, status });
    if (arrow === '<->') draft.connections.push({ from: known(draft, to).name, to: from, kind, status });
  },

  'dns-zone'(draft, { words: [name = '', ...vnets], options }) {
    for (const vnet of vnets) known(draft, vnet);
    draft.zones.push({ name, vnets, registration: options.get('registration') });
  },

  group(draft, { words: [name = '', ...rest] }) {
    const vnets = rest.filter((word) => word !== 'global');
    for (const vnet of vnets) known(draft, vnet);
    draft.groups.push({ name, vnets, global: rest.includes('global') });
  },
};

const VNET_FLAGS = ['gateway', 'route-server', 'hidden', 'deleted', 'updating', 'failed'];
const HALF_FLAGS = ['no-access', 'forwarded', 'transit', 'use-gateways', 'updating', 'failed', 'ipv6-only', 'no-sync-level'];
const STATES = ['Initiated', 'Connected', 'Disconnected'];

/** `A <-> B tags` says both halves; `A <-> B tags | tags` tells A's half from B's; `A -> B [State] tags` says one. */
export function readPeering(draft: WorldDraft, line: Line): void {
  const [from = '', arrow, to = '', ...rest] = line.words;
  known(draft, from);
  known(draft, to);
  if (from === to) fail(`${from} cannot be peered with itself`);
  const bar = rest.indexOf('|');
  const [near, far] = bar < 0 ? [rest, rest] : [rest.slice(0, bar), rest.slice(bar + 1)];
  draft.halves.push(halfFrom(line, from, to, near, arrow === '<->' ? 'Connected' : undefined));
  if (arrow === '<->') draft.halves.push(mirrored(halfFrom(line, to, from, far, 'Connected')));
}

/** What is local to one end is remote to the other. */
const mirrored = (half: DraftHalf): DraftHalf => ({ ...half, localSubnets: half.remoteSubnets, remoteSubnets: half.localSubnets });

function halfFrom({ number, options }: Line, from: string, to: string, words: readonly string[], state: string | undefined): DraftHalf {
  const odd = words.find((word) => !HALF_FLAGS.includes(word) && !STATES.includes(word));
  if (odd) fail(`"${odd}" is not known for a peering; say a state (${STATES.join(', ')}) or ${HALF_FLAGS.join(', ')}`);
  return {
    line: number,
    from,
    to,
    state: words.find((word) => STATES.includes(word)) ?? state,
    name: options.get('name'),
    flags: new Set(words.filter((word) => HALF_FLAGS.includes(word))),
    localSubnets: options.get('local-subnets')?.split(','),
    remoteSubnets: options.get('remote-subnets')?.split(','),
    learned: options.get('learned')?.split(',').map(prefixOf),
  };
}

function vnetFrom(draft: WorldDraft, name: string, { options }: Line, space: readonly Cidr[], flags: readonly string[]): DraftVNet {
  const gateway = options.get('gateway');
  return {
    ...place(draft, options),
    name,
    space,
    subnets: [],
    gateways: gateway ? gateway.split(',') : flags.includes('gateway') ? ['Vpn'] : [],
    firewall: options.get('firewall'),
    appliance: options.get('nva'),
    routeServer: flags.includes('route-server'),
    dns: options.get('dns')?.split(',') ?? [],
    tags: Object.fromEntries([...options].filter(([key]) => key.startsWith('tag:')).map(([key, value]) => [key.slice(4), value])),
    provisioning: flags.includes('failed') ? 'Failed' : flags.includes('updating') ? 'Updating' : 'Succeeded',
    hidden: flags.includes('hidden'),
    deleted: flags.includes('deleted'),
  };
}

const place = ({ defaults }: WorldDraft, options: ReadonlyMap<string, string>) => ({
  sub: options.get('sub') ?? defaults.sub,
  region: options.get('region') ?? defaults.region,
  rg: options.get('rg') ?? defaults.rg,
});

function cidr(text: string): Cidr {
  const result = parseCidr(text);
  return result.ok ? result.value : fail(result.problem);
}

const prefixOf = (text: string): string => formatCidr(cidr(text));

function known(draft: WorldDraft, name: string): DraftVNet {
  return draft.vnets.get(name) ?? fail(`there is no VNet called "${name}"; a line "vnet ${name} CIDR" must stand above`);
}

function vnetAndSubnet(draft: WorldDraft, path: string): [DraftVNet, string] {
  const [vnet = '', subnet = ''] = path.split('/');
  if (!subnet) fail(`"${path}" is not a subnet; it reads VNET/SUBNET`);
  return [known(draft, vnet), subnet];
}

const HOPS: Readonly<Record<string, string>> = { internet: 'Internet', none: 'None', gateway: 'VirtualNetworkGateway', vnet: 'VnetLocal' };

function nextHop(draft: WorldDraft, hop: string): { nextHopType: string; nextHopIp: string | undefined } {
  const plain = HOPS[hop];
  if (plain) return { nextHopType: plain, nextHopIp: undefined };
  const vnet = draft.vnets.get(hop);
  const ip = vnet ? (vnet.firewall ?? vnet.appliance) : hop;
  if (!ip) return fail(`${hop} has neither a firewall nor an NVA to route through`);
  const address = parseAddress(ip);
  return address.ok ? { nextHopType: 'VirtualAppliance', nextHopIp: ip } : fail(address.problem);
}
