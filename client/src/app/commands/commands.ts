import type { ResourceKey } from '@peerscape/shared/arm';
import type { Intent } from '@peerscape/shared/plan';
import type { Topology } from '@peerscape/shared/topology';
import type { Lesson } from '@peerscape/shared/tour';
import type { Entry } from '../../features/health/index.ts';
import { steppedFrom } from '../../features/health/index.ts';
import type { Theme } from '../../lib/format/half-looks.ts';
import type { Shortcut } from '../../lib/format/keys.ts';
import type { PickHow } from '../../lib/state/picks.ts';
import type { Selection } from '../../lib/state/selection.ts';
import { NOTHING_CHOSEN, type UrlState } from '../../lib/state/url-state.ts';
import type { DraftHandle } from '../../lib/state/use-draft.tsx';
import type { Health } from '../../lib/state/use-health.ts';
import type { Positions } from '../../lib/state/use-own-positions.ts';
import type { SetPicked } from '../../lib/state/use-picked.ts';
import type { SaidShapes } from '../../lib/state/use-said-roles.ts';
import type { SetUrlState } from '../../lib/state/use-url-state.ts';
import type { MapHandle } from '../lazy.ts';
import { changeCommands } from './change-commands.ts';
import { exportCommands } from './export-commands.ts';
import { goalCommands } from './goal-commands.ts';
import { pickCommands } from './pick-commands.ts';
import { tourCommands } from './tour-commands.ts';

/** What a command can see and do. */
export interface Desk {
  readonly url: UrlState;
  readonly setUrl: SetUrlState;
  readonly topology: Topology;
  /** The VNets of the guided tour, where they are there and can be changed. */
  readonly lesson: Lesson | undefined;
  readonly selection: Selection | undefined;
  /** The VNets that the next goal is about; never a ghost. */
  readonly picked: ReadonlySet<ResourceKey>;
  readonly setPicked: SetPicked;
  /** Adds to the picks, drops from them, or toggles. */
  readonly pick: (keys: readonly ResourceKey[], how: PickHow) => void;
  readonly filterText: string;
  readonly setFilterText: (text: string) => void;
  /** VNets and ghosts that the filter lets through; undefined is all. */
  readonly shown: ReadonlySet<ResourceKey> | undefined;
  readonly unreadCount: number;
  readonly health: Health;
  /** What the findings page lists, in its order. */
  readonly listed: readonly Entry[];
  /** Opens a finding and selects what it is about. */
  readonly openFinding: (entry: Pick<Entry, 'id' | 'of'>) => void;
  /** Shows the selection on the map, whatever is on screen now. */
  readonly showOnMap: (selection: Selection) => void;
  /** What people say of the shapes. */
  readonly said: SaidShapes;
  /** Where people have put VNets on the map. */
  readonly positions: Positions;
  readonly draft: DraftHandle;
  /** Adds to the draft and says so; nothing is sent to Azure. */
  readonly plan: (intents: readonly Intent[]) => void;
  readonly theme: Theme;
  readonly setTheme: (theme: Theme) => void;
  /** The map, while it is on screen. */
  readonly map: () => MapHandle | null;
  readonly refresh: () => void;
  readonly focusSearch: () => void;
  readonly show: (dialog: 'palette' | 'shortcuts' | 'filter-help' | 'connect' | 'export') => void;
  readonly copy: (text: string, what: string) => void;
}

/** One thing that a person can do. Toolbar, palette and keyboard all read the same list. */
export interface Command {
  readonly id: string;
  readonly label: string | ((desk: Desk) => string);
  readonly group: 'Go to' | 'Find' | 'Map' | 'Selection' | 'Change' | 'Data' | 'Peerscape';
  readonly shortcut?: Shortcut;
  /** Offered only while this holds. */
  readonly when?: (desk: Desk) => boolean;
  readonly run: (desk: Desk) => void;
}

const onMap = ({ url }: Desk) => url.view === 'map';
const hasSelection = ({ selection }: Desk) => selection !== undefined;

const step = ({ listed, url, openFinding }: Desk, by: 1 | -1) => {
  const next = steppedFrom(listed, url.finding, by);
  if (next) openFinding(next);
};

interface Open {
  readonly is: (url: UrlState) => boolean;
  /** The part of the URL that no longer says so. */
  readonly closed: Partial<UrlState>;
}

/** What can be open, what lies on top first. */
const OPEN: readonly Open[] = [
  { is: ({ connect }) => connect !== '', closed: { connect: '' } },
  { is: ({ apply }) => apply !== '', closed: { apply: '' } },
  { is: ({ undo }) => undo !== '', closed: { undo: '' } },
  { is: ({ panel }) => panel !== 'none' && panel !== 'legend', closed: { panel: 'none', ...NOTHING_CHOSEN } },
  { is: ({ select, finding }) => select !== '' || finding !== '', closed: { select: '', finding: '' } },
  { is: ({ panel }) => panel === 'legend', closed: { panel: 'none' } },
];

const whatIsOpen = (url: UrlState): Open | undefined => OPEN.find(({ is }) => is(url));

const groupings = [
  ['none', 'Do not group'],
  ['subscription', 'Group by subscription'],
  ['region', 'Group by region'],
  ['resource-group', 'Group by resource group'],
] as const;

const layouts = [
  ['auto', 'Lay out as the shapes suggest'],
  ['hub-and-spoke', 'Lay out as hub-and-spoke'],
  ['mesh', 'Lay out as a mesh, on circles'],
] as const;

export const commands: readonly Command[] = [
  { id: 'view-map', label: 'Map', group: 'Go to', shortcut: 'g m', run: ({ setUrl }) => setUrl({ view: 'map' }) },
  {
    id: 'view-vnets',
    label: 'VNets as a table',
    group: 'Go to',
    shortcut: 'g v',
    run: ({ setUrl }) => setUrl({ view: 'vnets', sort: '' }),
  },
  {
    id: 'view-peerings',
    label: 'Peerings as a table',
    group: 'Go to',
    shortcut: 'g p',
    run: ({ setUrl }) => setUrl({ view: 'peerings', sort: '' }),
  },
  {
    id: 'view-findings',
    label: 'Findings',
    group: 'Go to',
    shortcut: 'g f',
    run: ({ setUrl }) => setUrl({ view: 'findings', sort: '' }),
  },
  {
    id: 'next-finding',
    label: 'Next finding',
    group: 'Go to',
    shortcut: 'n',
    when: ({ listed }) => listed.length > 0,
    run: (desk) => step(desk, 1),
  },
  {
    id: 'previous-finding',
    label: 'Previous finding',
    group: 'Go to',
    shortcut: 'p',
    when: ({ listed }) => listed.length > 0,
    run: (desk) => step(desk, -1),
  },
  { id: 'palette', label: 'All commands', group: 'Find', shortcut: 'mod+k', run: ({ show }) => show('palette') },
  { id: 'search', label: 'Filter', group: 'Find', shortcut: '/', run: ({ focusSearch }) => focusSearch() },
  {
    id: 'clear-filter',
    label: 'Clear the filter',
    group: 'Find',
    shortcut: 'x',
    when: ({ filterText }) => filterText !== '',
    run: ({ setFilterText }) => setFilterText(''),
  },
  { id: 'filter-help', label: 'How to filter', group: 'Find', run: ({ show }) => show('filter-help') },
  { id: 'fit', label: 'Fit the map to the window', group: 'Map', shortcut: 'f', when: onMap, run: ({ map }) => map()?.fit() },
  { id: 'zoom-in', label: 'Zoom in', group: 'Map', shortcut: '+', when: onMap, run: ({ map }) => map()?.zoomIn() },
  { id: 'zoom-out', label: 'Zoom out', group: 'Map', shortcut: '-', when: onMap, run: ({ map }) => map()?.zoomOut() },
  ...layouts.map(
    ([layout, label]): Command => ({ id: `layout-${layout}`, label, group: 'Map', when: onMap, run: ({ setUrl }) => setUrl({ layout }) }),
  ),
  ...groupings.map(
    ([group, label]): Command => ({ id: `group-${group}`, label, group: 'Map', when: onMap, run: ({ setUrl }) => setUrl({ group }) }),
  ),
  {
    id: 'legend',
    label: ({ url }) => (url.panel === 'legend' ? 'Hide the legend' : 'Show the legend'),
    group: 'Map',
    shortcut: 'l',
    when: onMap,
    run: ({ url, setUrl }) => setUrl({ panel: url.panel === 'legend' ? 'none' : 'legend' }),
  },
  {
    id: 'layer-findings',
    label: ({ url }) => (url.layer === 'findings' ? 'Hide findings on the map' : 'Show findings on the map'),
    group: 'Map',
    shortcut: 'i',
    when: onMap,
    run: ({ url, setUrl }) => setUrl({ layer: url.layer === 'findings' ? 'none' : 'findings' }),
  },
  {
    id: 'reset-positions',
    label: 'Forget where VNets were put by hand and place everything again',
    group: 'Map',
    when: onMap,
    run: ({ map }) => map()?.resetPositions(),
  },
  {
    id: 'bring-back-positions',
    label: 'Put VNets back where they were put by hand',
    group: 'Map',
    when: (desk) => onMap(desk) && desk.positions.bringBack !== undefined,
    run: ({ positions }) => positions.bringBack?.(),
  },
  {
    id: 'frame',
    label: 'Show the selection on the map',
    group: 'Selection',
    shortcut: 's',
    when: hasSelection,
    run: ({ selection, showOnMap }) => {
      if (selection) showOnMap(selection);
    },
  },
  {
    id: 'copy-id',
    label: 'Copy the id of the selection',
    group: 'Selection',
    shortcut: 'c',
    when: ({ selection }) => selection?.kind === 'vnet',
    run: ({ selection, topology, copy }) => {
      if (selection?.kind !== 'vnet') return;
      const node = topology.vnets.get(selection.key) ?? topology.ghosts.get(selection.key);
      copy(node?.id ?? selection.key, 'id');
    },
  },
  {
    id: 'close',
    label: 'Close what is open',
    group: 'Selection',
    shortcut: 'escape',
    when: ({ url, picked }) => whatIsOpen(url) !== undefined || picked.size > 0,
    run: ({ url, setUrl, setPicked }) => {
      const open = whatIsOpen(url);
      if (open) setUrl(open.closed);
      else setPicked([]);
    },
  },
  ...pickCommands,
  ...exportCommands,
  ...changeCommands,
  ...goalCommands,
  { id: 'refresh', label: 'Read the estate again now', group: 'Data', shortcut: 'r', run: ({ refresh }) => refresh() },
  {
    id: 'unread',
    label: 'Show what could not be read',
    group: 'Data',
    when: ({ unreadCount }) => unreadCount > 0,
    run: ({ setUrl }) => setUrl({ panel: 'unread' }),
  },
  {
    id: 'copy-link',
    label: 'Copy a link to this view',
    group: 'Peerscape',
    shortcut: 'y',
    run: ({ copy }) => copy(window.location.href, 'link'),
  },
  {
    id: 'theme',
    label: ({ theme }) => (theme === 'dark' ? 'Light theme' : 'Dark theme'),
    group: 'Peerscape',
    shortcut: 'd',
    run: ({ theme, setTheme }) => setTheme(theme === 'dark' ? 'light' : 'dark'),
  },
  ...tourCommands,
  { id: 'shortcuts', label: 'Keyboard shortcuts', group: 'Peerscape', shortcut: '?', run: ({ show }) => show('shortcuts') },
];

/** What the command is called now. */
export const labelOf = ({ label }: Command, desk: Desk): string => (typeof label === 'string' ? label : label(desk));

/** The commands that make sense now. */
export const commandsFor = (desk: Desk): readonly Command[] => commands.filter(({ when }) => when?.(desk) ?? true);

/** The command of that id. */
export function commandOf(id: string): Command {
  const command = commands.find((c) => c.id === id);
  if (!command) throw new Error(`There is no command "${id}"`);
  return command;
}
