import type { MenuTable } from './menu-entries.ts';

const NO_MEMBERS = 'Select VNets first: Shift+click on the map, or the boxes of the table';

/** Menu of changes: to peerings, and goals for several VNets. */
export const CHANGE_MENU: MenuTable = [
  [{ command: 'connect', otherwise: 'There is no other VNet' }],
  [
    { command: 'make-mesh', otherwise: NO_MEMBERS },
    { command: 'make-hub', otherwise: NO_MEMBERS },
    { command: 'move-spokes', otherwise: NO_MEMBERS },
    { command: 'add-to-hub', otherwise: NO_MEMBERS },
    { command: 'compare', otherwise: NO_MEMBERS },
  ],
  [{ command: 'sync-all' }, { command: 'undo' }],
  [{ command: 'draft' }, { command: 'history' }],
];

/** Menu of help, and of settings of the page. */
export const HELP_MENU: MenuTable = [
  [{ command: 'help' }, { command: 'tour' }, { command: 'shortcuts' }, { command: 'filter-help' }, { command: 'legend' }],
  [{ command: 'learn' }],
  [{ command: 'source' }, { command: 'theme' }],
];

/** Everything of the top bar, for narrow windows. */
export const ALL_MENU: MenuTable = [
  ...CHANGE_MENU,
  [{ command: 'reach' }, { command: 'expectations' }, { command: 'view-matrix' }],
  [{ command: 'copy-link' }, { command: 'refresh' }],
  ...HELP_MENU,
  [{ command: 'sign-out' }],
];
