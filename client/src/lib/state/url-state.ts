import { z } from 'zod';
import { FINDING_KINDS } from '../format/finding-kinds.ts';

const VIEWS = ['map', 'vnets', 'peerings', 'addresses', 'findings', 'matrix'] as const;
export type View = (typeof VIEWS)[number];
const GROUPINGS = ['none', 'subscription', 'region', 'resource-group'] as const;
const LAYOUTS = ['auto', 'hub-and-spoke', 'mesh'] as const;
const PANELS = [
  'none',
  'legend',
  'unread',
  'draft',
  'history',
  'goal',
  'compare',
  'source',
  'changes',
  'reach',
  'vnet-reach',
  'routes',
  'expectations',
] as const;
const GOALS = ['mesh', 'hub', 'move', 'siblings'] as const;
export type GoalKind = (typeof GOALS)[number];
const ADDRESS_TABS = ['prefixes', 'free', 'overlaps'] as const;
const ADDRESS_ROWS = ['vnets', 'subnets', 'free'] as const;
const PROTOCOLS = ['tcp', 'udp', 'icmp'] as const;
const TRANSIT_MODES = ['nothing', 'gateway', 'appliance', 'both'] as const;

/** Maximum length of a filter in the URL. */
export const MAX_FILTER_LENGTH = 2000;

/**
 * State of the page that is stored in the URL. An invalid value falls back to its default and never breaks the page;
 * values at their default are omitted from the URL.
 */
export const UrlState = z.object({
  view: z.enum(VIEWS).catch('map'),
  q: z.string().max(MAX_FILTER_LENGTH).catch(''),
  /** Display of VNets and peerings on the map that do not match the filter. */
  others: z.enum(['dim', 'hide']).catch('dim'),
  select: z.string().max(2000).catch(''),
  group: z.enum(['auto', ...GROUPINGS]).catch('auto'),
  /** Layout of the VNets within each group. */
  layout: z.enum(LAYOUTS).catch('auto'),
  panel: z.enum(PANELS).catch('none'),
  sort: z
    .string()
    .regex(/^-?[a-z-]{1,40}$/)
    .catch(''),
  /** Id of the open finding or open question. */
  finding: z.string().max(2000).catch(''),
  /** Kinds that the findings page lists: `error,warning`; empty for all visible ones. */
  kinds: z
    .string()
    .regex(new RegExp(`^(${FINDING_KINDS.join('|')})(,(${FINDING_KINDS.join('|')}))*$`))
    .catch(''),
  code: z
    .string()
    .regex(/^VNP\d{3}$/)
    .catch(''),
  list: z.enum(['by-rule', 'flat']).catch('by-rule'),
  /** Overlay of the map. */
  layer: z.enum(['findings', 'none']).catch('findings'),
  /** Keys of the two VNets of the connect sheet: `<key>,<key>`. */
  connect: z.string().max(4100).catch(''),
  /** Goal of the goal panel. */
  goal: z.enum(GOALS).catch('mesh'),
  /** Key of the hub that was chosen for the goal or the comparison; empty for the best candidate. */
  hub: z.string().max(2000).catch(''),
  /** Transit that the spokes use through the hub. */
  through: z.enum(TRANSIT_MODES).catch('nothing'),
  /** Id of the open apply. */
  apply: z.string().max(100).catch(''),
  /** Id of the apply whose undo plan is under review. */
  undo: z.string().max(100).catch(''),
  /** Address, prefix or name that is searched in the address plan. */
  address: z.string().max(100).catch(''),
  /** Tab of the address plan. */
  plan: z.enum(ADDRESS_TABS).catch('prefixes'),
  /** Rows that the address plan lists: VNets, subnets as well, and what is free as well. */
  rows: z.enum(ADDRESS_ROWS).catch('free'),
  /** Key of the VNet whose peers a free range must not overlap; empty for the whole estate. */
  around: z.string().max(2000).catch(''),
  /** Range in which a free range is searched; empty for one in use. */
  within: z.string().max(50).catch(''),
  /** Prefix length of the free range that is searched; empty for the usual one. */
  size: z.string().max(4).catch(''),
  /** Places of the question of Reach: ARM id, IP address or `internet`; empty until chosen. The effective routes are those of `from`. */
  from: z.string().max(2000).catch(''),
  to: z.string().max(2000).catch(''),
  protocol: z.enum(PROTOCOLS).catch('tcp'),
  /** Port of the question; empty for any. */
  port: z.string().max(5).catch(''),
  /** Shows the guided tour beside the view, independently of other panels. */
  tour: z.enum(['on', 'off']).catch('off'),
});
export type UrlState = z.output<typeof UrlState>;

export const URL_DEFAULTS: UrlState = UrlState.parse({});

/** Resets the choices of a goal or comparison, so that the next one starts with the best candidates. */
export const GOAL_DEFAULTS = { goal: URL_DEFAULTS.goal, hub: URL_DEFAULTS.hub, through: URL_DEFAULTS.through } as const;

/** Resets the question of Reach. */
export const REACH_DEFAULTS = {
  from: URL_DEFAULTS.from,
  to: URL_DEFAULTS.to,
  protocol: URL_DEFAULTS.protocol,
  port: URL_DEFAULTS.port,
} as const;

/** Parses the search part of a URL into strings; the last of repeated parameters wins. */
export const parseSearchParams = (search: string): Record<string, string> => Object.fromEntries(new URLSearchParams(search));

// Unescapes characters that are valid in a query, so that filters and resource ids stay readable in the address bar.
const UNESCAPED: readonly (readonly [RegExp, string])[] = [
  [/%2F/g, '/'],
  [/%3A/g, ':'],
  [/%2C/g, ','],
  [/%21/g, '!'],
  [/%28/g, '('],
  [/%29/g, ')'],
];

/** Formats the search part of a URL, with its question mark; empty without parameters. */
export function formatSearchParams(params: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(params).flatMap(([name, value]) => (typeof value === 'string' && value !== '' ? [[name, value]] : []));
  const text = UNESCAPED.reduce(
    (result, [escaped, character]) => result.replace(escaped, character),
    new URLSearchParams(entries).toString(),
  );
  return text ? `?${text}` : '';
}
