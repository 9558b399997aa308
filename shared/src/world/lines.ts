import { type Cidr, formatCidr, parseAddress, parseCidr } from '../net/index.ts';
import { VNET_KINDS } from '../topology/index.ts';
import type { DraftHalf, DraftRoute, DraftVNet, WorldDraft } from './draft.ts';
import { guidOf, tenantOf } from './guid.ts';
import { type Line, WorldError } from './line.ts';
import { RESOURCE_LINES } from './resource-lines.ts';

const fail = (message: string): never => {
  throw new WorldError(message);
};

type ReadLine = (draft: WorldDraft, line: Line) => void;

/** Line parsers by keyword. Peerings have no keyword; `readPeering` parses them. */
export const LINE_PARSERS: Readonly<Record<string, ReadLine>> = {
  subscription(draft, { args: [name], options }) {
    if (!name) fail('a subscription needs a name: subscription NAME [id=GUID] [tenant=GUID]');
    else
      draft.subscriptions.set(name, {
        id: options.get('id') ?? guidOf(`subscription ${name}`),
        tenantId: options.get('tenant') ?? tenantOf(draft.title),
      });
  },

  in(draft, { options }) {
    draft.defaults = locationOf(draft, options);
  },

  vnet(draft, line) {
    const [name, ...rest] = line.args;
    if (!name) return fail('a VNet needs a name: vnet NAME CIDR…');
    if (draft.vnets.has(name)) fail(`there are two VNets named ${name}`);
    const flags = rest.filter((word) => !word.includes('/'));
    const unknown = flags.find((flag) => !VNET_FLAGS.includes(flag));
    if (unknown) fail(`"${unknown}" is neither a prefix nor one of ${VNET_FLAGS.join(', ')}`);
    draft.vnets.set(name, vnetFrom(draft, name, line, rest.filter((word) => word.includes('/')).map(cidr), flags));
  },

  subnet(draft, { args: [path = '', first = '', ...others], options }) {
    const [vnet, name] = vnetAndSubnet(draft, path);
    vnet.subnets.push({
      name,
      cidrs: [first, ...others.filter((word) => word !== 'private')].map(cidr),
      nsg: options.get('nsg'),
      nat: options.get('nat'),
      isPrivate: others.includes('private'),
      serviceEndpoints: options.get('endpoints')?.split(','),
    });
  },

  propagation(draft, { args: [path = '', state] }) {
    const [vnet, subnet] = vnetAndSubnet(draft, path);
    if (state !== 'off') fail('expected the form: propagation VNET/SUBNET off');
    draft.withoutPropagation.add(`${vnet.name}/${subnet}`);
  },

  route(draft, { args: [path = '', prefix = '', via, hop = ''] }) {
    const [vnet, subnet] = vnetAndSubnet(draft, path);
    if (via !== 'via' || !hop) fail('expected the form: route VNET/SUBNET CIDR via IP|IP,IP|firewall-of-VNET|internet|none|gateway|vnet');
    draft.routes.push({ vnet: vnet.name, subnet, prefix: prefixOf(prefix), ...nextHop(draft, hop) });
  },

  connection(draft, { args: [from = '', arrow, to = '', ...words], options }) {
    if ((arrow !== '<->' && arrow !== '->') || !to) fail('expected the form: connection VNET <-> VNET, or connection VNET -> SITE');
    const kind = options.get('kind') ?? (arrow === '<->' ? 'Vnet2Vnet' : 'IPsec');
    if (kind !== 'Vnet2Vnet' && kind !== 'IPsec' && kind !== 'ExpressRoute')
      return fail(`the kind of a connection must be Vnet2Vnet, IPsec or ExpressRoute, not "${kind}"`);
    findVNet(draft, from);
    const [bgp, status = 'Connected'] = [words.includes('bgp'), words.find((word) => word !== 'bgp')];
    draft.connections.push({ from, to, kind, status, bgp });
    if (arrow === '<->') draft.connections.push({ from: findVNet(draft, to).name, to: from, kind, status, bgp });
  },

  'dns-zone'(draft, { args: [name = '', ...vnets], options }) {
    for (const vnet of vnets) findVNet(draft, vnet);
    draft.zones.push({ name, vnets, registration: options.get('registration') });
  },

  group(draft, { args: [name = '', ...rest] }) {
    const vnets = rest.filter((word) => word !== 'global');
    for (const vnet of vnets) findVNet(draft, vnet);
    draft.groups.push({ name, vnets, global: rest.includes('global') });
  },

  ...Object.fromEntries(
    Object.entries(RESOURCE_LINES).map(([keyword, read]) => [
      keyword,
      (draft: WorldDraft, line: Line) => {
        for (const resource of read(draft, line)) {
          if (resource.at !== undefined) findVNet(draft, resource.at);
          draft.resources.push(resource);
        }
      },
    ]),
  ),
};

const ATTACHED_FIXTURES = VNET_KINDS.flatMap(({ definition: { fixtures = [] } }) => fixtures);
const VNET_FLAGS = [
  ...ATTACHED_FIXTURES.flatMap(({ word, alone }) => (alone === undefined ? [] : [word])),
  ...['hidden', 'deleted', 'updating', 'failed'],
];
const HALF_FLAGS = ['no-access', 'forwarded', 'transit', 'use-gateways', 'updating', 'failed', 'ipv6-only', 'no-sync-level'];
const STATES = ['Initiated', 'Connected', 'Disconnected'];

/** Parses a peering: `A <-> B tags` is both halves, `A <-> B tags | tags` gives each half its own tags, `A -> B [State] tags` is one half. */
export function readPeering(draft: WorldDraft, line: Line): void {
  const [from = '', arrow, to = '', ...rest] = line.args;
  findVNet(draft, from);
  findVNet(draft, to);
  if (from === to) fail(`${from} cannot be peered with itself`);
  const bar = rest.indexOf('|');
  const [near, far] = bar < 0 ? [rest, rest] : [rest.slice(0, bar), rest.slice(bar + 1)];
  draft.halves.push(halfFrom(line, from, to, near, arrow === '<->' ? 'Connected' : undefined));
  if (arrow === '<->') draft.halves.push(swapSubnets(halfFrom(line, to, from, far, 'Connected')));
}

/** Swaps local and remote subnets. */
const swapSubnets = (half: DraftHalf): DraftHalf => ({ ...half, localSubnets: half.remoteSubnets, remoteSubnets: half.localSubnets });

function halfFrom({ number, options }: Line, from: string, to: string, args: readonly string[], state: string | undefined): DraftHalf {
  const invalid = args.find((word) => !HALF_FLAGS.includes(word) && !STATES.includes(word));
  if (invalid) fail(`"${invalid}" is not valid for a peering; expected a state (${STATES.join(', ')}) or one of ${HALF_FLAGS.join(', ')}`);
  return {
    line: number,
    from,
    to,
    state: args.find((word) => STATES.includes(word)) ?? state,
    name: options.get('name'),
    flags: new Set(args.filter((word) => HALF_FLAGS.includes(word))),
    localSubnets: options.get('local-subnets')?.split(','),
    remoteSubnets: options.get('remote-subnets')?.split(','),
    learned: options.get('learned')?.split(',').map(prefixOf),
  };
}

const attachedFrom = (options: ReadonlyMap<string, string>, flags: readonly string[]): DraftVNet['attached'] =>
  new Map(
    ATTACHED_FIXTURES.flatMap(({ word, alone }) => {
      const value = options.get(word) || (flags.includes(word) ? alone : undefined);
      return value === undefined ? [] : [[word, value.split(',')] as const];
    }),
  );

function vnetFrom(draft: WorldDraft, name: string, { options }: Line, space: readonly Cidr[], flags: readonly string[]): DraftVNet {
  return {
    ...locationOf(draft, options),
    name,
    space,
    subnets: [],
    attached: attachedFrom(options, flags),
    dns: options.get('dns')?.split(',') ?? [],
    tags: Object.fromEntries([...options].filter(([key]) => key.startsWith('tag:')).map(([key, value]) => [key.slice(4), value])),
    provisioning: flags.includes('failed') ? 'Failed' : flags.includes('updating') ? 'Updating' : 'Succeeded',
    hidden: flags.includes('hidden'),
    deleted: flags.includes('deleted'),
  };
}

const locationOf = ({ defaults }: WorldDraft, options: ReadonlyMap<string, string>) => ({
  sub: options.get('sub') ?? defaults.sub,
  region: options.get('region') ?? defaults.region,
  rg: options.get('rg') ?? defaults.rg,
});

function cidr(text: string): Cidr {
  const result = parseCidr(text);
  return result.ok ? result.value : fail(result.problem);
}

const prefixOf = (text: string): string => formatCidr(cidr(text));

function findVNet(draft: WorldDraft, name: string): DraftVNet {
  return draft.vnets.get(name) ?? fail(`there is no VNet named "${name}"; add a line "vnet ${name} CIDR" above this one`);
}

function vnetAndSubnet(draft: WorldDraft, path: string): [DraftVNet, string] {
  const [vnet = '', subnet = ''] = path.split('/');
  if (!subnet) fail(`"${path}" is not a subnet; expected the form VNET/SUBNET`);
  return [findVNet(draft, vnet), subnet];
}

const HOPS: Readonly<Record<string, string>> = { internet: 'Internet', none: 'None', gateway: 'VirtualNetworkGateway', vnet: 'VnetLocal' };

function nextHop(draft: WorldDraft, hop: string): Pick<DraftRoute, 'nextHopType' | 'nextHopIp' | 'nextHopIps'> {
  const plain = HOPS[hop];
  if (plain) return { nextHopType: plain, nextHopIp: undefined, nextHopIps: undefined };
  if (hop.includes(',')) return { nextHopType: 'VirtualApplianceEcmp', nextHopIp: undefined, nextHopIps: hop.split(',').map(addressFrom) };
  const vnet = draft.vnets.get(hop);
  const ip = vnet ? ['firewall', 'nva', 'vnra'].flatMap((word) => vnet.attached.get(word) ?? [])[0] : hop;
  if (!ip) return fail(`${hop} has neither a firewall nor an NVA to route through`);
  return { nextHopType: 'VirtualAppliance', nextHopIp: addressFrom(ip), nextHopIps: undefined };
}

function addressFrom(text: string): string {
  const address = parseAddress(text);
  return address.ok ? text : fail(address.problem);
}
