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
import { BADGES, type Badge } from './badges.ts';
import { MESH_LINES_HINT } from './descriptions.ts';

/** One item of the legend: what is drawn, and its meaning. */
export type LegendItem = {
  readonly label: string;
  /** Explains the item where there is space for it. */
  readonly sentence?: string;
} & (
  | { readonly kind: 'half'; readonly status: HalfStatus }
  | { readonly kind: 'plan'; readonly status: PlannedStatus }
  | { readonly kind: 'apply'; readonly status: HalfApplyStatus }
  | { readonly kind: 'option'; readonly option: HalfOption }
  | { readonly kind: 'badge'; readonly badge: Badge }
  | { readonly kind: 'connected-group' | 'mesh' | 'ghost' | 'findings' | 'selected' }
);

interface LegendSection {
  readonly title: string;
  readonly items: readonly LegendItem[];
}

/** Explains how to read a line; the title above the half statuses. */
export const LEGEND_INTRO = 'Each half of a line belongs to the VNet next to it';

/** The legend: the single source of its items for page, picture and draw.io. */
export const LEGEND: readonly LegendSection[] = [
  { title: LEGEND_INTRO, items: HALF_STATUSES.map((status) => ({ kind: 'half', status, ...textOf(HALF_STATUS_STYLES[status]) })) },
  { title: 'In the draft', items: PLANNED_STATUSES.map((status) => ({ kind: 'plan', status, ...textOf(PLANNED_STATUS_STYLES[status]) })) },
  {
    title: 'While a plan is being applied',
    items: HALF_APPLY_STATUSES.map((status) => ({ kind: 'apply', status, label: HALF_APPLY_STATUS_STYLES[status].label })),
  },
  {
    title: 'When zoomed out',
    items: [
      {
        kind: 'mesh',
        label: 'Large mesh: only lines that need attention are drawn',
        sentence: `The VNets inside are all peered with each other. ${MESH_LINES_HINT}`,
      },
    ],
  },
  {
    title: 'Connected without a peering',
    items: [
      {
        kind: 'connected-group',
        label: 'Connected group of Azure Virtual Network Manager',
        sentence: 'The VNets inside the outline, or at the ends of these lines, are connected without peerings.',
      },
    ],
  },
  {
    title: 'Options of a half, at its own VNet (when zoomed in)',
    items: HALF_OPTIONS.map((option) => ({
      kind: 'option',
      option,
      label: option.label,
      sentence: option.sentence('The VNet', 'the remote VNet'),
    })),
  },
  {
    title: 'On a VNet',
    items: [
      { kind: 'ghost', label: 'VNet not visible to you' },
      ...BADGES.map((badge): LegendItem => ({ kind: 'badge', badge, label: badge.meaning })),
      { kind: 'findings', label: 'Number of errors and warnings', sentence: 'On the VNet or its peerings.' },
      { kind: 'selected', label: 'Selected' },
    ],
  },
];

function textOf({ label, sentence }: { readonly label: string; readonly sentence: string }) {
  return { label, sentence };
}
