import { z } from 'zod';
import { KINDS_OF_FINDING } from '../format/finding-kinds.ts';

const VIEWS = ['map', 'vnets', 'peerings', 'findings'] as const;
export type View = (typeof VIEWS)[number];
const GROUPINGS = ['none', 'subscription', 'region', 'resource-group'] as const;
const LAYOUTS = ['auto', 'hub-and-spoke', 'mesh'] as const;
const PANELS = ['none', 'legend', 'unread', 'draft', 'history', 'goal', 'compare'] as const;
const GOALS = ['mesh', 'hub', 'move', 'siblings'] as const;
export type GoalKind = (typeof GOALS)[number];
const THROUGHS = ['nothing', 'gateway', 'appliance'] as const;

/**
 * What a person looks at, all of it: the URL is the document. A value that makes no sense falls back and never breaks the page.
 * Everything has a default, and what stands at its default is left out of the URL.
 */
export const UrlState = z.object({
  view: z.enum(VIEWS).catch('map'),
  q: z.string().max(2000).catch(''),
  select: z.string().max(2000).catch(''),
  group: z.enum(['auto', ...GROUPINGS]).catch('auto'),
  /** How VNets stand within each group. */
  layout: z.enum(LAYOUTS).catch('auto'),
  panel: z.enum(PANELS).catch('none'),
  sort: z
    .string()
    .regex(/^-?[a-z-]{1,40}$/)
    .catch(''),
  /** The finding or open question that is looked at, by its id. */
  finding: z.string().max(2000).catch(''),
  /** What the findings page shows: `error,warning`; empty is all that is told. */
  kinds: z
    .string()
    .regex(new RegExp(`^(${KINDS_OF_FINDING.join('|')})(,(${KINDS_OF_FINDING.join('|')}))*$`))
    .catch(''),
  code: z
    .string()
    .regex(/^VNP\d{3}$/)
    .catch(''),
  list: z.enum(['by-rule', 'flat']).catch('by-rule'),
  /** What the map shows besides VNets and peerings. */
  layer: z.enum(['findings', 'none']).catch('findings'),
  /** The two VNets of the connect sheet: `<key>,<key>`. */
  connect: z.string().max(4100).catch(''),
  /** What the goal panel makes of several VNets. */
  goal: z.enum(GOALS).catch('mesh'),
  /** The hub that was chosen for the goal or the comparison, by its key; empty is the best guess. */
  hub: z.string().max(2000).catch(''),
  /** What the spokes of that hub shall reach through it. */
  through: z.enum(THROUGHS).catch('nothing'),
  /** The apply that is looked at, by its id. */
  apply: z.string().max(100).catch(''),
  /** The apply whose undoing is reviewed, by its id. */
  undo: z.string().max(100).catch(''),
  /** Whether the guided tour stands beside the view; panels come and go meanwhile. */
  tour: z.enum(['on', 'off']).catch('off'),
});
export type UrlState = z.output<typeof UrlState>;

export const URL_DEFAULTS: UrlState = UrlState.parse({});

/** What was chosen for a goal or a comparison, forgotten: the next one begins with guesses. */
export const NOTHING_CHOSEN = { goal: URL_DEFAULTS.goal, hub: URL_DEFAULTS.hub, through: URL_DEFAULTS.through } as const;

/** The search part of a URL as plain strings; of a name that comes twice the last counts. */
export const parseSearchParams = (search: string): Record<string, string> => Object.fromEntries(new URLSearchParams(search));

// Characters that URLSearchParams escapes although a query may hold them: filters and resource ids stay readable in the address bar.
const READABLE: readonly (readonly [RegExp, string])[] = [
  [/%2F/g, '/'],
  [/%3A/g, ':'],
  [/%2C/g, ','],
  [/%21/g, '!'],
  [/%28/g, '('],
  [/%29/g, ')'],
];

/** The search part of a URL, with its question mark; empty when there is nothing to say. */
export function formatSearchParams(params: Readonly<Record<string, unknown>>): string {
  const said = Object.entries(params).flatMap(([name, value]) => (typeof value === 'string' && value !== '' ? [[name, value]] : []));
  const text = READABLE.reduce((done, [escaped, plain]) => done.replace(escaped, plain), new URLSearchParams(said).toString());
  return text ? `?${text}` : '';
}
