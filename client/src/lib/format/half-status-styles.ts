import type { HalfStatus } from '@peerscape/shared/topology';

export type ThemeName = 'light' | 'dark';

/** Glyphs that mark the status of a half, drawn from `GLYPH_PATHS` on the map and in the legend. */
export type Glyph = 'dot' | 'sync' | 'no-entry' | 'half-moon' | 'cross' | 'gap' | 'question' | 'exclamation';

/** Glyphs for what a draft plans for a half, and for the progress of an apply. */
export type ChangeGlyph = 'plus' | 'pencil' | 'minus' | 'wait' | 'run' | 'tick' | 'cross';

/** Visual style of one half status: colour, dash and glyph together, so that colour is never the only cue. */
export interface HalfStatusStyle {
  readonly colour: Readonly<Record<ThemeName, string>>;
  /** On and off lengths in CSS pixels; empty for a solid line, undefined for no line. */
  readonly dash: readonly number[] | undefined;
  readonly glyph: Glyph;
  readonly label: string;
  /** Explains the status in one sentence about the half. */
  readonly sentence: string;
}

/** Styles of all half statuses: the single source of colours and labels for map, legend, tables and exports. */
export const HALF_STATUS_STYLES: Readonly<Record<HalfStatus, HalfStatusStyle>> = {
  connected: {
    colour: { light: '#4d7f8c', dark: '#7fb0bb' },
    dash: [],
    glyph: 'dot',
    label: 'Connected',
    sentence: 'Both halves exist, and this half is in sync with the remote VNet’s address space.',
  },
  'out-of-sync': {
    colour: { light: '#a06000', dark: '#f0b64e' },
    dash: [12, 4],
    glyph: 'sync',
    label: 'Out of sync',
    sentence: 'Connected, but the remote VNet’s address space has changed since this half was last synced.',
  },
  'access-off': {
    colour: { light: '#7a4fb5', dark: '#bb9af0' },
    dash: [2, 4],
    glyph: 'no-entry',
    label: 'Access off',
    sentence:
      'Connected, but this VNet’s default security rules do not allow traffic to and from the remote VNet (allowVirtualNetworkAccess is off).',
  },
  initiated: {
    colour: { light: '#c04d00', dark: '#ff9a52' },
    dash: [7, 5],
    glyph: 'half-moon',
    label: 'Initiated',
    sentence: 'Waiting for the other side: the remote VNet has no peering to this VNet yet.',
  },
  disconnected: {
    colour: { light: '#c4262e', dark: '#ff7b7b' },
    dash: [3, 3],
    glyph: 'cross',
    label: 'Disconnected',
    sentence: 'The remote half was deleted. No traffic passes until the peering is repaired.',
  },
  missing: {
    colour: { light: '#c4262e', dark: '#ff7b7b' },
    dash: undefined,
    glyph: 'gap',
    label: 'Missing',
    sentence: 'This half does not exist, so the line stops in the middle.',
  },
  unknown: {
    colour: { light: '#6f7680', dark: '#98a1ac' },
    dash: [1, 5],
    glyph: 'question',
    label: 'Unknown',
    sentence: 'This half was not read: its VNet is not among the data, or the source does not contain its state.',
  },
  other: {
    colour: { light: '#8a1f6a', dark: '#f08ccc' },
    dash: [12, 4, 2, 4],
    glyph: 'exclamation',
    label: 'Other state',
    sentence: 'Azure reports a state that this version of Peerscape does not know.',
  },
};

/** All half statuses, in legend order; the position of a status is its index in the painter's arrays. */
export const HALF_STATUSES = Object.keys(HALF_STATUS_STYLES) as readonly HalfStatus[];

/** Index of each status in the painter's arrays. */
export const statusIndex: Readonly<Record<HalfStatus, number>> = Object.fromEntries(
  HALF_STATUSES.map((status, i) => [status, i]),
) as Record<HalfStatus, number>;

/** Returns true for statuses that need no attention; their lines may shrink to hairlines. */
export const isNormal = (status: HalfStatus): boolean => status === 'connected' || status === 'unknown';

/** Action of a plan on a half, named as in its steps. */
export type PlannedChange = 'create' | 'update' | 'sync' | 'delete';

/** Kind of planned change, as highlighted on the map. */
export type PlannedStatus = 'add' | 'change' | 'remove';

export interface PlannedStatusStyle {
  readonly colour: Readonly<Record<ThemeName, string>>;
  /** As in `HalfStatusStyle`; undefined keeps the line of the current status. */
  readonly dash: readonly number[] | undefined;
  readonly glyph: ChangeGlyph;
  readonly label: string;
  readonly sentence: string;
}

/** Styles of planned changes, used by painter and legend. */
export const PLANNED_STATUS_STYLES: Readonly<Record<PlannedStatus, PlannedStatusStyle>> = {
  add: {
    colour: { light: '#1a7f37', dark: '#56d075' },
    dash: [9, 3],
    glyph: 'plus',
    label: 'To be created',
    sentence: 'The draft creates this half. Nothing is sent to Azure until you apply the plan.',
  },
  change: {
    colour: { light: '#0f6cbd', dark: '#62abf5' },
    dash: undefined,
    glyph: 'pencil',
    label: 'To be changed',
    sentence: 'The draft changes options of this half or syncs it. The line still shows the current status.',
  },
  remove: {
    colour: { light: '#b3005e', dark: '#ff85bd' },
    dash: [2, 7],
    glyph: 'minus',
    label: 'To be deleted',
    sentence: 'The draft deletes this half.',
  },
};

export const PLANNED_STATUSES: readonly PlannedStatus[] = ['add', 'change', 'remove'];

const PLANNED_STATUS_BY_CHANGE: Readonly<Record<PlannedChange, PlannedStatus>> = {
  create: 'add',
  update: 'change',
  sync: 'change',
  delete: 'remove',
};

/** Returns the kind under which a planned change is highlighted. */
export const plannedStatusOf = (change: PlannedChange): PlannedStatus => PLANNED_STATUS_BY_CHANGE[change];

/** Planned change of a half, as it ends a sentence about the half. */
export const PLANNED_CHANGE_LABELS: Readonly<Record<PlannedChange, string>> = {
  create: 'to be created',
  update: 'to be changed',
  sync: 'to be synced',
  delete: 'to be deleted',
};

/** Progress of an apply on one half. */
export type HalfApplyStatus = 'waiting' | 'running' | 'done' | 'failed';

/** Styles of the progress of an apply. */
export const HALF_APPLY_STATUS_STYLES: Readonly<Record<HalfApplyStatus, Pick<PlannedStatusStyle, 'colour' | 'glyph' | 'label'>>> = {
  waiting: { colour: { light: '#5b6675', dark: '#9eabb9' }, glyph: 'wait', label: 'Waiting' },
  running: { colour: { light: '#0f6cbd', dark: '#62abf5' }, glyph: 'run', label: 'In progress' },
  done: { colour: { light: '#1a7f37', dark: '#56d075' }, glyph: 'tick', label: 'Succeeded' },
  failed: { colour: { light: '#c4262e', dark: '#ff7b7b' }, glyph: 'cross', label: 'Failed' },
};

export const HALF_APPLY_STATUSES = Object.keys(HALF_APPLY_STATUS_STYLES) as readonly HalfApplyStatus[];
