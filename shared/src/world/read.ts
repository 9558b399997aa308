import { type ResourceKey, resourceKey, vnetId } from '../arm/index.ts';
import { type ParseResult, parseFailure, parseSuccess } from '../net/index.ts';
import { type AttachedRows, collectKinds, type TopologyRows } from '../topology/index.ts';
import { createWorldDraft, type WorldDraft } from './draft.ts';
import { type Expectation, readExpectation } from './expectations.ts';
import { guidOf } from './guid.ts';
import { type Line, WorldError } from './line.ts';
import { LINE_PARSERS, readPeering } from './lines.ts';
import { resolveProperties, toResources, type WorldResource, withResourceRows } from './to-resources.ts';
import { createIdOf, toRows } from './to-rows.ts';

/** A parsed fixture: all its rows, and the VNets that the reader has no permission to read. */
export interface World {
  readonly title: string;
  readonly rows: TopologyRows;
  /** Resources in ARM's form, from lines of their own. Those of kinds that are read have rows, too. */
  readonly resources: readonly WorldResource[];
  /** Further properties of resources, by the end of their IDs: `connections/hub-to-office`. */
  readonly properties: readonly { readonly path: string; readonly properties: Readonly<Record<string, unknown>> }[];
  /** VNets that exist but that the reader has no permission to read. */
  readonly hidden: ReadonlySet<ResourceKey>;
  /** VNets that no longer exist but that halves still name. */
  readonly deleted: ReadonlySet<ResourceKey>;
  /** Expected verdicts of the rules. */
  readonly expectations: readonly Expectation[];
}

/**
 * Parses a fixture. Error messages start with the line number. Syntax, one statement per line:
 *
 *     subscription NAME [id=GUID] [tenant=GUID]
 *     in [sub=NAME] [region=NAME] [rg=NAME]                       default location of the VNets below
 *     vnet NAME CIDR… [WORD | WORD=VALUE]… [dns=IP,…] [tag:KEY=VALUE] [hidden | deleted]
 *                                                                 WORD: gateway[=Vpn,ExpressRoute], firewall=IP, lb=IP, pe=IP … (`fixtures` of the attached kinds)
 *     subnet VNET/NAME CIDR… [nsg=NSG] [nat=NAT-GATEWAY] [private] [endpoints=SERVICE,…]
 *     route VNET/SUBNET CIDR via IP|IP,…|VNET|internet|none|gateway|vnet
 *     propagation VNET/SUBNET off                                 gateway routes are not propagated to the subnet
 *     A <-> B [tags] [| tags of B's half]                         both halves, Connected
 *     A -> B [Initiated|Connected|Disconnected] [tags] [learned=CIDR,…] [name=NAME]
 *     connection VNET <-> VNET [bgp] · connection VNET -> SITE [bgp] [kind=ExpressRoute]
 *     dns-zone NAME VNET… [registration=VNET] · group NAME VNET… [global]
 *     nsg NAME VNET · rule NSG NAME allow|deny in|out PROTOCOL FROM TO [port=PORT] priority=N
 *     nic NAME VNET/SUBNET [IP] [forwarding] [nsg=NSG] [pool=LOAD-BALANCER] · load-balancer NAME VNET/SUBNET [IP] · private-endpoint NAME VNET/SUBNET [IP]
 *     site NAME VNET CIDR… [asn=N] · bgp-peer NAME VNET IP asn=N  the VNet is that of the gateway or route server
 *     record ZONE TYPE NAME VALUE… [zone=public] · public-zone NAME
 *     resolver NAME VNET [inbound=SUBNET,IP] [outbound=SUBNET] · ruleset NAME RESOLVER DOMAIN IP… at=VNET [links=VNET,…]
 *     resource TYPE/NAME at=VNET {JSON}                           any resource in ARM's form; `@VNET/SUBNET` and `@TYPE/NAME` become IDs
 *     properties TYPE/NAME {JSON} · properties VNET/SUBNET {JSON} further properties of a resource or subnet
 *     repeat 1..200 LINE                                          repeats the line for each number, which replaces {n}
 *     #= fail|unknown CODE ABOUT                                  expected verdict, see `Expectation`
 *
 * Tags of a half: no-access forwarded transit use-gateways updating failed ipv6-only no-sync-level; local-subnets=… remote-subnets=…
 */
export function readWorld(text: string): ParseResult<World> {
  const draft = createWorldDraft();
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line.startsWith('#') && draft.title === '') draft.title = line.replace(/^#+\s*/, '');
    for (const one of expandRepeat(line)) {
      const problem = parseLine(draft, one, index + 1);
      if (problem) return parseFailure(`line ${index + 1}: ${problem}`);
    }
  }
  return parseSuccess(toWorld(draft));
}

/** Expands `repeat 1..3 vnet s{n} 10.0.{n}.0/24` to three lines. */
function expandRepeat(line: string): string[] {
  const [, first, last, rest] = /^repeat (\d{1,4})\.\.(\d{1,4}) (.+)$/.exec(line) ?? [];
  if (rest === undefined) return [line];
  const count = Math.max(0, Number(last) - Number(first) + 1);
  return Array.from({ length: count }, (_, i) => rest.replaceAll('{n}', String(Number(first) + i)));
}

function parseLine(draft: WorldDraft, text: string, number: number): string | undefined {
  if (text.startsWith('#=')) {
    const expectation = readExpectation(draft, text);
    if (typeof expectation === 'string') return expectation;
    draft.expectations.push(expectation);
    return undefined;
  }
  if (text === '' || text.startsWith('#')) return undefined;
  const tokens = text.split(/\s+/);
  const [first = '', second] = tokens;
  const isPeering = second === '->' || second === '<->';
  const read = isPeering ? readPeering : LINE_PARSERS[first];
  if (!read)
    return `"${first}" is not a known keyword; expected ${Object.keys(LINE_PARSERS).join(', ')}, or a peering like "hub <-> spoke"`;
  try {
    read(draft, createLine(isPeering ? tokens : tokens.slice(1), number));
    return undefined;
  } catch (error) {
    if (error instanceof WorldError) return error.message;
    throw error;
  }
}

function createLine(tokens: readonly string[], number: number): Line {
  const isOption = (token: string) => /^[\w:.-]+=/.test(token);
  return {
    number,
    args: tokens.filter((token) => !isOption(token)),
    options: new Map(tokens.filter(isOption).map((token) => [token.slice(0, token.indexOf('=')), token.slice(token.indexOf('=') + 1)])),
  };
}

function toWorld(draft: WorldDraft): World {
  const keys = (flag: 'hidden' | 'deleted') =>
    new Set(
      [...draft.vnets.values()]
        .filter((vnet) => vnet[flag])
        .map((vnet) =>
          resourceKey(vnetId(draft.subscriptions.get(vnet.sub)?.id ?? guidOf(`subscription ${vnet.sub}`), vnet.rg, vnet.name)),
        ),
    );
  const idOf = createIdOf(draft);
  return {
    title: draft.title,
    rows: withResourceRows(draft, idOf, toRows(draft)),
    resources: toResources(draft, idOf),
    properties: draft.properties.map(({ path, properties }) => resolveProperties(draft, idOf, path, properties)),
    hidden: keys('hidden'),
    deleted: keys('deleted'),
    expectations: draft.expectations,
  };
}

/** Returns the rows that a reader without permission on the hidden VNets receives: without these VNets, their halves and their attached resources. */
export function visibleRows({ rows, hidden }: World): TopologyRows {
  const isVisible = (id: string): boolean => !hidden.has(resourceKey(id.replace(/(\/virtualNetworks\/[^/]+)\/.*$/i, '$1')));
  const isInVisibleVNet = (row: object): boolean => !('vnetId' in row) || isVisible(String(row.vnetId));
  const vnets = rows.vnets.filter((row) => isVisible(row.id));
  const subscriptions = new Set(vnets.map((row) => row.id.split('/')[2]));
  return {
    ...rows,
    subscriptions: rows.subscriptions.filter((row) => subscriptions.has(row.id)),
    vnets,
    halves: rows.halves.filter((row) => isVisible(row.id)),
    ...collectKinds<AttachedRows>((_, kind) => rows[kind].filter(isInVisibleVNet)),
  };
}
