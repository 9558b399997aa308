/** A keyboard shortcut: `mod+k`, `g m`, `/`, `escape`. A space separates the keys of a sequence; `mod` is Ctrl, or ⌘ on a Mac. */
export type Shortcut = string;

/** Commands that move the view of the map, which its buttons also run. */
export const VIEW_COMMANDS = {
  fit: { label: 'Fit the map to the window', shortcut: 'f' },
  'zoom-in': { label: 'Zoom in', shortcut: '+' },
  'zoom-out': { label: 'Zoom out', shortcut: '-' },
} as const satisfies Readonly<Record<string, { readonly label: string; readonly shortcut: Shortcut }>>;

type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'> & Partial<Pick<KeyboardEvent, 'shiftKey'>>;

/** Formats a key press as in a `Shortcut`. Shift is named only with Ctrl or ⌘, since other keys already include it (`?`). */
export function formatKeyPress({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyPress): string {
  const name = key === ' ' ? 'space' : key.toLowerCase();
  const mod = ctrlKey || metaKey ? `mod+${shiftKey ? 'shift+' : ''}` : '';
  return `${mod}${altKey ? 'alt+' : ''}${name}`;
}

/** Returns true for shortcuts of plain characters, which users can turn off (WCAG 2.1.4). */
export const isCharacterShortcut = (shortcut: Shortcut): boolean => shortcut.split(' ').every((press) => [...press].length === 1);

/** Advances a key sequence by one press: returns the shortcut that it completes, or the presses that may still lead to one. */
export function advanceSequence(
  shortcuts: readonly Shortcut[],
  pending: readonly string[],
  press: string,
): { hit?: Shortcut; pending: readonly string[] } {
  for (const presses of [[...pending, press], [press]]) {
    const typed = presses.join(' ');
    if (shortcuts.includes(typed)) return { hit: typed, pending: [] };
    if (shortcuts.some((shortcut) => shortcut.startsWith(`${typed} `))) return { pending: presses };
  }
  return { pending: [] };
}

const MAC_NAMES: Readonly<Record<string, string>> = { mod: '⌘', alt: '⌥', shift: '⇧' };
const NAMES: Readonly<Record<string, string>> = { mod: 'Ctrl', alt: 'Alt', shift: 'Shift', escape: 'Esc', delete: 'Del' };

/** Returns the key caps of a shortcut for display: `['Ctrl', 'K']`, `['G', 'M']`. */
export function keyCaps(shortcut: Shortcut, isMac: boolean): readonly string[] {
  return shortcut
    .split(' ')
    .flatMap((press) => (press.length > 1 ? press.split('+') : [press]))
    .map((name) => (isMac ? MAC_NAMES[name] : undefined) ?? NAMES[name] ?? name.toUpperCase());
}

/** Formats a label with its shortcut, for a tooltip: `Refresh (R)`, `All commands (Ctrl+K)`. */
export const withShortcut = (label: string, shortcut: Shortcut): string =>
  `${label} (${keyCaps(shortcut, isMac()).join(shortcut.includes('+') ? '+' : ' ')})`;

export const isMac = (): boolean => /Mac|iP(hone|ad)/.test(navigator.platform);
