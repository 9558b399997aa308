import { type ResourceKey, resourceKey, vnetId } from '../arm/index.ts';
import { type ParseResult, parseFailure, parseSuccess } from '../net/index.ts';
import type { TopologyRows } from '../topology/index.ts';
import { createWorldDraft, type WorldDraft } from './draft.ts';
import { type Expectation, readExpectation } from './expectations.ts';
import { guidOf } from './guid.ts';
import { LINE_PARSERS, type Line, readPeering, WorldError } from './lines.ts';
import { toRows } from './to-rows.ts';

/** A tiny network written as text: everything in it, and which of it the reader may not see. */
export interface World {
  readonly title: string;
  readonly rows: TopologyRows;
  /** VNets that exist but that the reader has no right to see. */
  readonly hidden: ReadonlySet<ResourceKey>;
  /** VNets that halves still name and that are gone. */
  readonly deleted: ReadonlySet<ResourceKey>;
  /** What the rules are expected to find in it. */
  readonly expectations: readonly Expectation[];
}

/**
 * Reads a world. The language, a line each:
 *
 *     subscription NAME [id=GUID] [tenant=GUID]
 *     in [sub=NAME] [region=NAME] [rg=NAME]                       for the VNets below
 *     vnet NAME CIDR… [gateway | gateway=Vpn,ExpressRoute] [firewall=IP] [nva=IP] [route-server] [dns=IP,…] [tag:KEY=VALUE] [hidden | deleted]
 *     subnet VNET/NAME CIDR
 *     route VNET/SUBNET CIDR via IP|VNET|internet|none|gateway|vnet
 *     A <-> B [tags] [| tags of B's half]                         both halves, Connected
 *     A -> B [Initiated|Connected|Disconnected] [tags] [learned=CIDR,…] [name=NAME]
 *     connection VNET <-> VNET · connection VNET -> SITE [kind=ExpressRoute]
 *     dns-zone NAME VNET… [registration=VNET] · group NAME VNET… [global]
 *     repeat 1..200 LINE                                          the line for each number, which replaces {n}
 *     #= fail|unknown CODE ABOUT                                  what the rules will find, see `Expectation`
 *
 * Tags of a half: no-access forwarded transit use-gateways updating failed ipv6-only no-sync-level; local-subnets=… remote-subnets=…
 * A problem names its line.
 */
export function readWorld(text: string): ParseResult<World> {
  const draft = createWorldDraft();
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line.startsWith('#') && draft.title === '') draft.title = line.replace(/^#+\s*/, '');
    for (const one of repeated(line)) {
      const problem = problemIn(draft, one, index + 1);
      if (problem) return parseFailure(`line ${index + 1}: ${problem}`);
    }
  }
  return parseSuccess(worldOf(draft));
}

/** `repeat 1..3 vnet s{n} 10.0.{n}.0/24` stands for three lines. */
function repeated(line: string): string[] {
  const [, first, last, rest] = /^repeat (\d{1,4})\.\.(\d{1,4}) (.+)$/.exec(line) ?? [];
  if (rest === undefined) return [line];
  const count = Math.max(0, Number(last) - Number(first) + 1);
  return Array.from({ length: count }, (_, i) => rest.replaceAll('{n}', String(Number(first) + i)));
}

function problemIn(draft: WorldDraft, text: string, number: number): string | undefined {
  if (text.startsWith('#=')) {
    const expectation = readExpectation(draft, text);
    if (typeof expectation === 'string') return expectation;
    draft.expectations.push(expectation);
    return undefined;
  }
  if (text === '' || text.startsWith('#')) return undefined;
  const words = text.split(/\s+/);
  const [first = '', second] = words;
  const isPeering = second === '->' || second === '<->';
  const read = isPeering ? readPeering : LINE_PARSERS[first];
  if (!read) return `"${first}" starts no line; expected ${Object.keys(LINE_PARSERS).join(', ')}, or a peering like "hub <-> spoke"`;
  try {
    read(draft, lineOf(isPeering ? words : words.slice(1), number));
    return undefined;
  } catch (error) {
    if (error instanceof WorldError) return error.message;
    throw error;
  }
}

function lineOf(words: readonly string[], number: number): Line {
  const isOption = (word: string) => /^[\w:.-]+=/.test(word);
  return {
    number,
    words: words.filter((word) => !isOption(word)),
    options: new Map(words.filter(isOption).map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)])),
  };
}

function worldOf(draft: WorldDraft): World {
  const keys = (flag: 'hidden' | 'deleted') =>
    new Set(
      [...draft.vnets.values()]
        .filter((vnet) => vnet[flag])
        .map((vnet) =>
          resourceKey(vnetId(draft.subscriptions.get(vnet.sub)?.id ?? guidOf(`subscription ${vnet.sub}`), vnet.rg, vnet.name)),
        ),
    );
  return { title: draft.title, rows: toRows(draft), hidden: keys('hidden'), deleted: keys('deleted'), expectations: draft.expectations };
}

/** What a reader without rights on the hidden VNets gets to see: they, their halves and what stands in them are left out. */
export function visibleRows({ rows, hidden }: World): TopologyRows {
  const seen = (id: string): boolean => !hidden.has(resourceKey(id.replace(/(\/virtualNetworks\/[^/]+)\/.*$/i, '$1')));
  const at = (row: { readonly vnetId: string }): boolean => seen(row.vnetId);
  const vnets = rows.vnets.filter((row) => seen(row.id));
  const subscriptions = new Set(vnets.map((row) => row.id.split('/')[2]));
  return {
    ...rows,
    subscriptions: rows.subscriptions.filter((row) => subscriptions.has(row.id)),
    vnets,
    halves: rows.halves.filter((row) => seen(row.id)),
    gateways: rows.gateways.filter(at),
    firewalls: rows.firewalls.filter(at),
    appliances: rows.appliances.filter(at),
    routeServers: rows.routeServers.filter(at),
    dnsLinks: rows.dnsLinks.filter(at),
  };
}
