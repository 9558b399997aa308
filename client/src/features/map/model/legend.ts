import type { HalfStatus } from '@peerscape/shared/topology';
import { HALF_OPTIONS, type HalfOption } from '../../../lib/format/half-options.ts';
import {
  HALF_APPLY_STATUS_STYLES,
  HALF_APPLY_STATUSES,
  HALF_STATUS_STYLES,
  HALF_STATUSES,
  type HalfApplyStatus,
  PLANNED_STATUS_STYLES,
  PLANNED_STATUSES,
  type PlannedStatus,
} from '../../../lib/format/half-status-styles.ts';
import { PATH_STYLES, PATH_WAYS, type PathWay } from '../../../lib/format/path-styles.ts';
import { BADGES, type Badge } from './badges.ts';
import { MESH_LINES_HINT } from './descriptions.ts';
import type { Role } from './elements.ts';

/** One item of the legend: what is drawn, and its meaning. */
export type LegendItem = {
  readonly label: string;
  /** Explains the item where there is space for it. */
  readonly sentence?: string;
} & (
  | { readonly kind: 'half'; readonly status: HalfStatus }
  | { readonly kind: 'plan'; readonly status: PlannedStatus }
  | { readonly kind: 'apply'; readonly status: HalfApplyStatus }
  | { readonly kind: 'path'; readonly way: PathWay }
  | { readonly kind: 'option'; readonly option: HalfOption }
  | { readonly kind: 'badge'; readonly badge: Badge }
  | { readonly kind: 'role'; readonly role: Exclude<Role, 'ghost'> }
  | { readonly kind: 'missing-end' | 'ghost' | 'card' | 'findings' | 'selected' | 'highlighted' | 'dimmed' | 'path-end' }
  | { readonly kind: 'mesh' | 'bundle' | 'group' | 'connected-group' }
);

interface LegendSection {
  readonly id: string;
  readonly title: string;
  readonly items: readonly LegendItem[];
}

/** Explains how to read a line; the title above the half statuses. */
export const LEGEND_INTRO = 'Each half of a line belongs to the VNet next to it';

/** Meaning of the colour of a VNet. */
const ROLE_TEXTS: Readonly<Record<Exclude<Role, 'ghost'>, { readonly label: string; readonly sentence?: string }>> = {
  hub: { label: 'Hub', sentence: 'A square when zoomed out; the others are dots.' },
  spoke: { label: 'Spoke' },
  mesh: { label: 'VNet of a mesh' },
  chain: { label: 'VNet of a chain, ring or tree' },
  island: { label: 'VNet without peerings' },
};

const ROLES_WITH_COLOUR = Object.keys(ROLE_TEXTS) as readonly Exclude<Role, 'ghost'>[];

/** The legend: the single source of its items for page, picture and draw.io. */
export const LEGEND: readonly LegendSection[] = [
  {
    id: 'halves',
    title: LEGEND_INTRO,
    items: [
      ...HALF_STATUSES.map((status): LegendItem => ({ kind: 'half', status, ...textOf(HALF_STATUS_STYLES[status]) })),
      {
        kind: 'missing-end',
        label: 'VNet whose half is missing',
        sentence: 'Beside the end of a line that stops, when zoomed in. Another VNet may be closer to that end.',
      },
    ],
  },
  {
    id: 'vnets',
    title: 'VNets',
    items: [
      ...ROLES_WITH_COLOUR.map((role): LegendItem => ({ kind: 'role', role, ...ROLE_TEXTS[role] })),
      { kind: 'ghost', label: 'VNet not visible to you' },
      {
        kind: 'card',
        label: 'VNet when zoomed in',
        sentence:
          'A card in the colours above. Further away, names and prefixes are beside the dots, and furthest away only hubs are named.',
      },
    ],
  },
  {
    id: 'on-vnets',
    title: 'On a VNet',
    items: [
      ...BADGES.map((badge): LegendItem => ({ kind: 'badge', badge, label: badge.meaning })),
      { kind: 'findings', label: 'Number of errors and warnings', sentence: 'On the VNet or its peerings. A dot when zoomed out.' },
      { kind: 'selected', label: 'Selected' },
      { kind: 'highlighted', label: 'Highlighted by the open panel' },
      { kind: 'dimmed', label: 'Does not match the filter' },
    ],
  },
  {
    id: 'groups',
    title: 'Around several VNets',
    items: [
      { kind: 'group', label: 'Subscription, region or resource group', sentence: 'As chosen under Grouping.' },
      {
        kind: 'bundle',
        label: 'Peerings between two groups',
        sentence: 'One line for all of them when zoomed out, wider for more. Those that need attention have lines of their own.',
      },
      {
        kind: 'mesh',
        label: 'Large mesh: only lines that need attention are drawn',
        sentence: `The VNets inside are all peered with each other. ${MESH_LINES_HINT}`,
      },
      {
        kind: 'connected-group',
        label: 'Connected group of Azure Virtual Network Manager',
        sentence: 'The VNets inside the outline, or at the ends of these lines, are connected without peerings.',
      },
    ],
  },
  {
    id: 'draft',
    title: 'In the draft',
    items: PLANNED_STATUSES.map((status) => ({ kind: 'plan', status, ...textOf(PLANNED_STATUS_STYLES[status]) })),
  },
  {
    id: 'apply',
    title: 'While a plan is being applied',
    items: HALF_APPLY_STATUSES.map((status) => ({ kind: 'apply', status, label: HALF_APPLY_STATUS_STYLES[status].label })),
  },
  {
    id: 'path',
    title: 'While an answer of Reach is open',
    items: [
      ...PATH_WAYS.map((way): LegendItem => ({ kind: 'path', way, label: PATH_STYLES[way].label })),
      { kind: 'path-end', label: 'Where packets are dropped', sentence: 'A question mark where their way is not known.' },
    ],
  },
  {
    id: 'options',
    title: 'Options of a half, at its own VNet (when zoomed in)',
    items: HALF_OPTIONS.map((option) => ({
      kind: 'option',
      option,
      label: option.label,
      sentence: capitalized(option.sentence('the VNet', 'the remote VNet')),
    })),
  },
];

function capitalized(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

function textOf({ label, sentence }: { readonly label: string; readonly sentence: string }) {
  return { label, sentence };
}
