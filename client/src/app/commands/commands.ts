import type { ResourceKey } from '@peerscape/shared/arm';
import type { Intent } from '@peerscape/shared/plan';
import type { Source, Topology } from '@peerscape/shared/topology';
import type { Lesson } from '@peerscape/shared/tour';
import type { FilesHandle } from '../../features/files/index.ts';
import type { Entry } from '../../features/health/index.ts';
import { findAdjacentEntry } from '../../features/health/index.ts';
import { describeExpectations, type ExpectationsHandle } from '../../features/reach/index.ts';
import type { ThemeName } from '../../lib/format/half-status-styles.ts';
import type { ToPortalUrl } from '../../lib/format/portal-url.ts';
import { type Shortcut, VIEW_COMMANDS } from '../../lib/format/shortcut-keys.ts';
import type { FocusedItem } from '../../lib/state/focused-item.ts';
import type { SelectionChange } from '../../lib/state/multi-selection.ts';
import { GOAL_DEFAULTS, REACH_DEFAULTS, type UrlState } from '../../lib/state/url-state.ts';
import type { DraftHandle } from '../../lib/state/use-draft.tsx';
import type { Health } from '../../lib/state/use-health.ts';
import type { PositionsHandle } from '../../lib/state/use-manual-positions.ts';
import type { SetSelected } from '../../lib/state/use-multi-selection.ts';
import type { RoleOverridesHandle } from '../../lib/state/use-role-overrides.ts';
import type { SetUrlState } from '../../lib/state/use-url-state.ts';
import type { MapHandle } from '../lazy.ts';
import { changeCommands } from './change-commands.ts';
import { fileCommands } from './file-commands.ts';
import { filterCommands } from './filter-commands.ts';
import { goalCommands } from './goal-commands.ts';
import { itemCommands } from './item-commands.ts';
import { type PeeringSelection, peeringSelectionCommands } from './peering-selection-commands.ts';
import { reachCommand, vnetReachCommand } from './reach-command.ts';
import { selectionCommands } from './selection-commands.ts';

/** State and actions that commands can use. */
export interface CommandContext {
  readonly url: UrlState;
  readonly setUrl: SetUrlState;
  readonly topology: Topology;
  /** VNets of the guided tour; undefined when they are missing or cannot be changed. */
  readonly lesson: Lesson | undefined;
  /** The item that is open in the inspector. */
  readonly focused: FocusedItem | undefined;
  /** Multi-selection of VNets, without ghosts. */
  readonly selected: ReadonlySet<ResourceKey>;
  readonly setSelected: SetSelected<ResourceKey>;
  /** Adds VNets to the multi-selection, removes them or toggles them. */
  readonly changeSelected: (keys: readonly ResourceKey[], change: SelectionChange) => void;
  readonly selectedPeerings: PeeringSelection;
  readonly filterText: string;
  readonly setFilterText: (text: string) => void;
  /** Sets the filter, and whether the map dims or hides the others. */
  readonly setFilter: (text: string, others: UrlState['others']) => void;
  /** VNets and ghosts that match the filter; undefined when there is no filter. */
  readonly shown: ReadonlySet<ResourceKey> | undefined;
  readonly readErrorCount: number;
  readonly health: Health;
  /** Findings and open questions as listed on the findings page. */
  readonly listedFindings: readonly Entry[];
  /** Opens a finding and focuses the item that it affects. */
  readonly openFinding: (entry: Pick<Entry, 'id' | 'result'>) => void;
  /** Opens an item in the inspector. */
  readonly openItem: (item: FocusedItem) => void;
  /** Switches to the map and frames an item. */
  readonly showOnMap: (item: FocusedItem) => void;
  /** Role overrides of the estate. */
  readonly roleOverrides: RoleOverridesHandle;
  /** Manual positions of the estate. */
  readonly positions: PositionsHandle;
  readonly draft: DraftHandle;
  /** Adds intents to the draft and announces it; nothing is sent to Azure. */
  readonly addToDraft: (intents: readonly Intent[]) => void;
  readonly theme: ThemeName;
  readonly setTheme: (theme: ThemeName) => void;
  /** Returns the map while it is mounted. */
  readonly map: () => MapHandle | null;
  /** Kind of the source that is shown. */
  readonly sourceKind: Source['kind'];
  readonly toPortalUrl: ToPortalUrl;
  readonly files: FilesHandle;
  readonly expectations: ExpectationsHandle;
  /** Source that the files opened on the page replace; undefined if none are open. */
  readonly replaced: Source | undefined;
  readonly refresh: () => void;
  /** True if this server requires a session. */
  readonly canSignOut: boolean;
  readonly signOut: () => void;
  readonly focusSearch: () => void;
  /** Opens a dialog; `from` is the VNet to connect. */
  readonly openDialog: (
    dialog: 'palette' | 'shortcuts' | 'filter-help' | 'saved-filters' | 'connect' | 'export' | 'help',
    from?: ResourceKey,
  ) => void;
  readonly copy: (text: string, what: string) => void;
}

/** A user action. Toolbar, palette and keyboard shortcuts share one registry of commands. */
export interface Command {
  readonly id: string;
  readonly label: string | ((context: CommandContext) => string);
  /** Label where the name of the focused item is already visible, as in its context menu. */
  readonly shortLabel?: (context: CommandContext) => string;
  readonly group: 'Go to' | 'Find' | 'Map' | 'Selection' | 'Change' | 'Data' | 'Peerscape';
  readonly shortcut?: Shortcut;
  /** Other words that people search it by in the palette. */
  readonly keywords?: string;
  /** Returns whether the command is available; always when omitted. */
  readonly when?: (context: CommandContext) => boolean;
  /** Returns why the command cannot be run now although it applies; a context menu shows it. */
  readonly unavailable?: (context: CommandContext) => string | undefined;
  /** Returns the address of a command that opens a page elsewhere. */
  readonly href?: (context: CommandContext) => string | undefined;
  readonly run: (context: CommandContext) => void;
}

/** Returns true while the view shows selected peerings. */
export const hasSelectedPeerings = ({ url, selectedPeerings }: CommandContext): boolean =>
  url.view === 'peerings' && selectedPeerings.keys.size > 0;

const isOnMap = ({ url }: CommandContext) => url.view === 'map';
const hasFocus = ({ focused }: CommandContext) => focused !== undefined;

const openNextFinding = ({ listedFindings, url, openFinding }: CommandContext, by: 1 | -1) => {
  const next = findAdjacentEntry(listedFindings, url.finding, by);
  if (next) openFinding(next);
};

interface ClosablePanel {
  readonly isOpen: (url: UrlState) => boolean;
  /** URL change that closes the panel. */
  readonly closed: Partial<UrlState>;
}

/** Panels that Escape closes, topmost first. */
const CLOSABLE_PANELS: readonly ClosablePanel[] = [
  { isOpen: ({ connect }) => connect !== '', closed: { connect: '' } },
  { isOpen: ({ apply }) => apply !== '', closed: { apply: '' } },
  { isOpen: ({ undo }) => undo !== '', closed: { undo: '' } },
  { isOpen: ({ panel }) => panel !== 'none' && panel !== 'legend', closed: { panel: 'none', ...GOAL_DEFAULTS, ...REACH_DEFAULTS } },
  { isOpen: ({ select, finding }) => select !== '' || finding !== '', closed: { select: '', finding: '' } },
  { isOpen: ({ panel }) => panel === 'legend', closed: { panel: 'none' } },
];

const topmostPanel = (url: UrlState): ClosablePanel | undefined => CLOSABLE_PANELS.find(({ isOpen }) => isOpen(url));

const groupings = [
  ['none', 'No grouping'],
  ['subscription', 'Group by subscription'],
  ['region', 'Group by region'],
  ['resource-group', 'Group by resource group'],
] as const;

const layouts = [
  ['auto', 'Automatic layout'],
  ['hub-and-spoke', 'Hub-and-spoke layout'],
  ['mesh', 'Mesh layout (circles)'],
] as const;

const LEARN_URL = 'https://learn.microsoft.com/azure/virtual-network/virtual-network-peering-overview';

/** Registry of all commands. */
export const commands: readonly Command[] = [
  {
    id: 'view-map',
    keywords: 'graph diagram topology',
    label: 'Map',
    group: 'Go to',
    shortcut: 'g m',
    run: ({ setUrl }) => setUrl({ view: 'map' }),
  },
  {
    id: 'view-vnets',
    keywords: 'list virtual networks',
    label: 'VNets table',
    group: 'Go to',
    shortcut: 'g v',
    run: ({ setUrl }) => setUrl({ view: 'vnets', sort: '' }),
  },
  {
    id: 'view-peerings',
    keywords: 'list links connections',
    label: 'Peerings table',
    group: 'Go to',
    shortcut: 'g p',
    run: ({ setUrl }) => setUrl({ view: 'peerings', sort: '' }),
  },
  {
    id: 'view-addresses',
    keywords: 'ipam cidr ip subnets',
    label: 'Address plan: prefixes, free ranges, overlaps',
    group: 'Go to',
    shortcut: 'g a',
    run: ({ setUrl }) => setUrl({ view: 'addresses', sort: '' }),
  },
  {
    id: 'next-free',
    label: 'Find the next free address range',
    group: 'Go to',
    run: ({ setUrl }) => setUrl({ view: 'addresses', plan: 'free', sort: '' }),
  },
  {
    id: 'view-findings',
    keywords: 'problems issues errors warnings health',
    label: 'Findings',
    group: 'Go to',
    shortcut: 'g f',
    run: ({ setUrl }) => setUrl({ view: 'findings', sort: '' }),
  },
  {
    id: 'view-matrix',
    keywords: 'reachability connectivity who reaches whom heat map segmentation all pairs',
    label: 'Reach matrix: which VNets reach which',
    group: 'Go to',
    shortcut: 'g x',
    run: ({ setUrl }) => setUrl({ view: 'matrix', sort: '' }),
  },
  {
    id: 'next-finding',
    label: 'Next finding',
    group: 'Go to',
    shortcut: 'n',
    when: ({ listedFindings }) => listedFindings.length > 0,
    run: (context) => openNextFinding(context, 1),
  },
  {
    id: 'previous-finding',
    label: 'Previous finding',
    group: 'Go to',
    shortcut: 'p',
    when: ({ listedFindings }) => listedFindings.length > 0,
    run: (context) => openNextFinding(context, -1),
  },
  {
    id: 'palette',
    keywords: 'search find',
    label: 'All commands',
    group: 'Find',
    shortcut: 'mod+k',
    run: ({ openDialog }) => openDialog('palette'),
  },
  reachCommand,
  {
    id: 'expectations',
    keywords: 'reach policy assert test segmentation must not compliance yaml json pipeline',
    label: ({ expectations }) => describeExpectations(expectations),
    group: 'Find',
    when: ({ topology }) => topology.vnets.size > 0,
    run: ({ setUrl }) => setUrl({ panel: 'expectations', apply: '', undo: '', connect: '' }),
  },
  vnetReachCommand,
  ...filterCommands,
  {
    id: 'fit',
    ...VIEW_COMMANDS.fit,
    keywords: 'zoom all overview reset view',
    group: 'Map',
    when: isOnMap,
    run: ({ map }) => map()?.fit(),
  },
  { id: 'zoom-in', ...VIEW_COMMANDS['zoom-in'], group: 'Map', when: isOnMap, run: ({ map }) => map()?.zoomIn() },
  { id: 'zoom-out', ...VIEW_COMMANDS['zoom-out'], group: 'Map', when: isOnMap, run: ({ map }) => map()?.zoomOut() },
  ...layouts.map(
    ([layout, label]): Command => ({ id: `layout-${layout}`, label, group: 'Map', when: isOnMap, run: ({ setUrl }) => setUrl({ layout }) }),
  ),
  ...groupings.map(
    ([group, label]): Command => ({ id: `group-${group}`, label, group: 'Map', when: isOnMap, run: ({ setUrl }) => setUrl({ group }) }),
  ),
  {
    id: 'legend',
    keywords: 'colour color key symbols meaning lines',
    label: ({ url }) => (url.panel === 'legend' ? 'Hide the legend' : 'Show the legend'),
    group: 'Map',
    shortcut: 'l',
    when: isOnMap,
    run: ({ url, setUrl }) => setUrl({ panel: url.panel === 'legend' ? 'none' : 'legend' }),
  },
  {
    id: 'layer-findings',
    keywords: 'badges errors warnings',
    label: ({ url }) => (url.layer === 'findings' ? 'Hide findings on the map' : 'Show findings on the map'),
    group: 'Map',
    shortcut: 'i',
    when: isOnMap,
    run: ({ url, setUrl }) => setUrl({ layer: url.layer === 'findings' ? 'none' : 'findings' }),
  },
  {
    id: 'reset-positions',
    keywords: 'arrange rearrange',
    label: 'Reset layout (discards manual positions)',
    group: 'Map',
    when: isOnMap,
    run: ({ map }) => map()?.resetPositions(),
  },
  {
    id: 'undo-reset',
    label: 'Undo layout reset',
    group: 'Map',
    when: (context) => isOnMap(context) && context.positions.undoReset !== undefined,
    run: ({ positions }) => positions.undoReset?.(),
  },
  {
    id: 'frame',
    keywords: 'zoom locate go to',
    label: 'Show open item on map',
    shortLabel: () => 'Show on map',
    group: 'Selection',
    shortcut: 's',
    when: hasFocus,
    run: ({ focused, showOnMap }) => {
      if (focused) showOnMap(focused);
    },
  },
  {
    id: 'copy-id',
    keywords: 'arm resource id',
    label: 'Copy resource ID',
    group: 'Selection',
    shortcut: 'c',
    when: ({ focused }) => focused?.kind === 'vnet',
    run: ({ focused, topology, copy }) => {
      if (focused?.kind !== 'vnet') return;
      const node = topology.vnets.get(focused.key) ?? topology.ghosts.get(focused.key);
      copy(node?.id ?? focused.key, 'resource ID');
    },
  },
  {
    id: 'close',
    label: 'Close panel or clear selection',
    group: 'Selection',
    shortcut: 'escape',
    when: (context) => topmostPanel(context.url) !== undefined || context.selected.size > 0 || hasSelectedPeerings(context),
    run: (context) => {
      const open = topmostPanel(context.url);
      if (open) context.setUrl(open.closed);
      else if (hasSelectedPeerings(context)) context.selectedPeerings.clear();
      else context.setSelected([]);
    },
  },
  ...selectionCommands,
  {
    id: 'export-map',
    keywords: 'download save picture png svg diagram visio drawio print',
    label: 'Export map as image or draw.io file…',
    group: 'Map',
    shortcut: 'e',
    when: ({ url, topology }) => url.view === 'map' && topology.vnets.size + topology.ghosts.size > 0,
    run: ({ openDialog }) => openDialog('export'),
  },
  ...changeCommands,
  ...itemCommands,
  ...peeringSelectionCommands,
  ...goalCommands,
  ...fileCommands,
  {
    id: 'refresh',
    keywords: 'reload sync read again update',
    label: 'Refresh',
    group: 'Data',
    shortcut: 'r',
    when: ({ replaced }) => replaced === undefined,
    run: ({ refresh }) => refresh(),
  },
  {
    id: 'unread',
    keywords: 'permissions access errors missing',
    label: 'Show what could not be read',
    group: 'Data',
    when: ({ readErrorCount }) => readErrorCount > 0,
    run: ({ setUrl }) => setUrl({ panel: 'unread' }),
  },
  {
    id: 'copy-link',
    keywords: 'share url address send',
    label: 'Copy a link to this view',
    group: 'Peerscape',
    shortcut: 'y',
    run: ({ copy }) => copy(window.location.href, 'link'),
  },
  {
    id: 'theme',
    keywords: 'dark mode light mode appearance night',
    label: ({ theme }) => (theme === 'dark' ? 'Switch to light theme' : 'Switch to dark theme'),
    group: 'Peerscape',
    shortcut: 'd',
    run: ({ theme, setTheme }) => setTheme(theme === 'dark' ? 'light' : 'dark'),
  },
  {
    // Always available: where the tour cannot run, its column explains why.
    id: 'tour',
    keywords: 'help learn tutorial lesson introduction onboarding',
    label: ({ url }) => (url.tour === 'on' ? 'Close the guided tour' : 'Start the guided tour'),
    group: 'Peerscape',
    run: ({ url, setUrl }) => setUrl(url.tour === 'on' ? { tour: 'off' } : { tour: 'on', view: 'map' }),
  },
  {
    id: 'help',
    keywords: 'about version documentation docs manual readme what is this support',
    label: 'Help and version',
    group: 'Peerscape',
    run: ({ openDialog }) => openDialog('help'),
  },
  {
    id: 'learn',
    keywords: 'help documentation docs azure microsoft explanation',
    label: 'Virtual network peering on Microsoft Learn',
    group: 'Peerscape',
    href: () => LEARN_URL,
    run: () => void window.open(LEARN_URL, '_blank', 'noopener,noreferrer'),
  },
  {
    id: 'sign-out',
    keywords: 'log out logout session',
    label: 'Sign out',
    group: 'Peerscape',
    when: ({ canSignOut }) => canSignOut,
    run: ({ signOut }) => signOut(),
  },
  {
    id: 'shortcuts',
    keywords: 'help keys keyboard hotkeys',
    label: 'Keyboard shortcuts',
    group: 'Peerscape',
    shortcut: '?',
    run: ({ openDialog }) => openDialog('shortcuts'),
  },
];

/** Returns the current label of a command. */
export const labelOf = ({ label }: Command, context: CommandContext): string => (typeof label === 'string' ? label : label(context));

/** Returns true when the command can be run now. */
export const isAvailable = ({ when, unavailable }: Command, context: CommandContext): boolean =>
  (when?.(context) ?? true) && unavailable?.(context) === undefined;

/** Returns the commands that are available now. */
export const availableCommands = (context: CommandContext): readonly Command[] =>
  commands.filter((command) => isAvailable(command, context));

/** Returns the command with that id; throws for an unknown id. */
export function getCommand(id: string): Command {
  const command = commands.find((candidate) => candidate.id === id);
  if (!command) throw new Error(`Unknown command "${id}"`);
  return command;
}
