import type { HalfLook } from '@peerscape/shared/topology';

export type Theme = 'light' | 'dark';

/** The small signs that stand on a half; each is drawn by `paint/glyphs.ts`, on the map and in the legend alike. */
export type Glyph = 'dot' | 'sync' | 'no-entry' | 'half-moon' | 'cross' | 'gap' | 'question' | 'exclamation';

/** The signs of what a draft plans for a half, and of how far an apply is with it. */
export type ChangeGlyph = 'plus' | 'pencil' | 'minus' | 'wait' | 'run' | 'tick' | 'cross';

/** How one look is told apart without reading: colour, dash and glyph together, never colour alone. */
export interface HalfStyle {
  readonly colour: Readonly<Record<Theme, string>>;
  /** On and off lengths in CSS pixels; empty is a whole line; undefined is no line at all. */
  readonly dash: readonly number[] | undefined;
  readonly glyph: Glyph;
  readonly label: string;
  /** What the look means, as a sentence about the half. */
  readonly sentence: string;
}

/** The one table of how halves look. Painter and legend read it; nothing else knows a half's colour. */
export const HALF_LOOKS: Readonly<Record<HalfLook, HalfStyle>> = {
  connected: {
    colour: { light: '#4d7f8c', dark: '#7fb0bb' },
    dash: [],
    glyph: 'dot',
    label: 'Connected',
    sentence: 'Both halves exist and this one knows its remote as it is now.',
  },
  'out-of-sync': {
    colour: { light: '#a06000', dark: '#f0b64e' },
    dash: [12, 4],
    glyph: 'sync',
    label: 'Out of sync',
    sentence: 'Connected, but the remote’s address space has changed and this half has not learned it.',
  },
  'access-off': {
    colour: { light: '#7a4fb5', dark: '#bb9af0' },
    dash: [2, 4],
    glyph: 'no-entry',
    label: 'Access off',
    sentence: 'Connected, but this VNet does not let the remote in by default.',
  },
  initiated: {
    colour: { light: '#c04d00', dark: '#ff9a52' },
    dash: [7, 5],
    glyph: 'half-moon',
    label: 'Initiated',
    sentence: 'This half waits: the remote VNet holds no half that points back.',
  },
  disconnected: {
    colour: { light: '#c4262e', dark: '#ff7b7b' },
    dash: [3, 3],
    glyph: 'cross',
    label: 'Disconnected',
    sentence: 'The remote half was removed; this one is dead until it is written again.',
  },
  missing: {
    colour: { light: '#c4262e', dark: '#ff7b7b' },
    dash: undefined,
    glyph: 'gap',
    label: 'Missing',
    sentence: 'There is no such half: the line stops in the middle.',
  },
  unknown: {
    colour: { light: '#6f7680', dark: '#98a1ac' },
    dash: [1, 5],
    glyph: 'question',
    label: 'Unknown',
    sentence: 'The half belongs to a VNet that may not be read.',
  },
  other: {
    colour: { light: '#8a1f6a', dark: '#f08ccc' },
    dash: [12, 4, 2, 4],
    glyph: 'exclamation',
    label: 'Other state',
    sentence: 'Azure reports a state that this build does not know.',
  },
};

/** All looks, in the order of the legend; the index of a look is its number in the painter's arrays. */
export const LOOKS = Object.keys(HALF_LOOKS) as readonly HalfLook[];

/** The number of a look in the painter's arrays. */
export const lookIndex: Readonly<Record<HalfLook, number>> = Object.fromEntries(LOOKS.map((look, i) => [look, i])) as Record<
  HalfLook,
  number
>;

/** Looks that need no attention; their lines may shrink to hairlines. */
export const isCalm = (look: HalfLook): boolean => look === 'connected' || look === 'unknown';

/** What a plan does to a half, in the words of its steps. */
export type PlannedChange = 'create' | 'update' | 'sync' | 'delete';

/** How a draft stands out on the map. */
export type PlanLook = 'add' | 'change' | 'remove';

export interface PlanStyle {
  readonly colour: Readonly<Record<Theme, string>>;
  /** As in `HalfStyle`; undefined keeps the line of the half's state. */
  readonly dash: readonly number[] | undefined;
  readonly glyph: ChangeGlyph;
  readonly label: string;
  readonly sentence: string;
}

/** The table of how planned changes look; painter and legend read it. */
export const PLAN_LOOKS: Readonly<Record<PlanLook, PlanStyle>> = {
  add: {
    colour: { light: '#1a7f37', dark: '#56d075' },
    dash: [9, 3],
    glyph: 'plus',
    label: 'To be added',
    sentence: 'The draft creates this half; nothing is sent until it is applied.',
  },
  change: {
    colour: { light: '#0f6cbd', dark: '#62abf5' },
    dash: undefined,
    glyph: 'pencil',
    label: 'To be changed',
    sentence: 'The draft changes options of this half or syncs it; the line still says how it stands.',
  },
  remove: {
    colour: { light: '#b3005e', dark: '#ff85bd' },
    dash: [2, 7],
    glyph: 'minus',
    label: 'To be removed',
    sentence: 'The draft deletes this half.',
  },
};

export const PLANNED: readonly PlanLook[] = ['add', 'change', 'remove'];

const LOOK_OF_CHANGE: Readonly<Record<PlannedChange, PlanLook>> = { create: 'add', update: 'change', sync: 'change', delete: 'remove' };

/** The look of a planned change. */
export const planLookOf = (change: PlannedChange): PlanLook => LOOK_OF_CHANGE[change];

/** What is planned for a half, as it ends a sentence about it. */
export const PLANNED_WORDS: Readonly<Record<PlannedChange, string>> = {
  create: 'to be created',
  update: 'to be changed',
  sync: 'to be synced',
  delete: 'to be deleted',
};

/** How far an apply is with a half. */
export type ApplyState = 'waiting' | 'running' | 'done' | 'failed';

/** The signs of an apply under way. */
export const APPLY_LOOKS: Readonly<Record<ApplyState, Pick<PlanStyle, 'colour' | 'glyph' | 'label'>>> = {
  waiting: { colour: { light: '#5b6675', dark: '#9eabb9' }, glyph: 'wait', label: 'Waits for its turn' },
  running: { colour: { light: '#0f6cbd', dark: '#62abf5' }, glyph: 'run', label: 'Being written' },
  done: { colour: { light: '#1a7f37', dark: '#56d075' }, glyph: 'tick', label: 'Done' },
  failed: { colour: { light: '#c4262e', dark: '#ff7b7b' }, glyph: 'cross', label: 'Failed' },
};

export const APPLY_STATES = Object.keys(APPLY_LOOKS) as readonly ApplyState[];
