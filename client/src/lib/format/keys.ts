/**
 * A shortcut as it is written in the list of commands: keys pressed one after the other are parted by a blank, `mod` is Ctrl, or ⌘ on a Mac.
 * `mod+k`, `g m`, `/`, `escape`.
 */
export type Shortcut = string;

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'> & Partial<Pick<KeyboardEvent, 'shiftKey'>>;

/** The name of a key press in the spelling of shortcuts. Without Ctrl or ⌘, Shift is not named: it is in the key already (`?`). */
export function pressName({ key, ctrlKey, metaKey, altKey, shiftKey }: Press): string {
  const name = key === ' ' ? 'space' : key.toLowerCase();
  const mod = ctrlKey || metaKey ? `mod+${shiftKey ? 'shift+' : ''}` : '';
  return `${mod}${altKey ? 'alt+' : ''}${name}`;
}

/** Whether the shortcut is made of plain characters, which a person can switch off (WCAG 2.1.4). */
export const isCharacterKey = (shortcut: Shortcut): boolean => shortcut.split(' ').every((press) => [...press].length === 1);

/** What a sequence of presses amounts to: the shortcut it completes, or the beginnings that may still become one. */
export function advance(
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

/** The caps of a shortcut, for showing: `['Ctrl', 'K']`, `['G', 'M']`. */
export function keyCaps(shortcut: Shortcut, isMac: boolean): readonly string[] {
  return shortcut
    .split(' ')
    .flatMap((press) => (press.length > 1 ? press.split('+') : [press]))
    .map((name) => (isMac ? MAC_NAMES[name] : undefined) ?? NAMES[name] ?? name.toUpperCase());
}

export const isMac = (): boolean => /Mac|iP(hone|ad)/.test(navigator.platform);
