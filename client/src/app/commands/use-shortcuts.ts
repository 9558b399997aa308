import { useEffect, useRef } from 'react';
import { advance, isCharacterKey, pressName } from '../../lib/format/keys.ts';
import { characterKeys } from '../../lib/state/preferences.ts';
import { commands, commandsFor, type Desk } from './commands.ts';

const SHORTCUTS = commands.flatMap(({ shortcut }) => shortcut ?? []);
const PATIENCE = 1200;

const TEXT = 'input:not([type="checkbox"], [type="radio"]), textarea, [contenteditable="true"]';
const TAKERS = `${TEXT}, select, [role="dialog"], [role="menu"], [role="listbox"]`;

const isIn = (target: EventTarget | null, places: string): boolean => target instanceof Element && target.closest(places) !== null;

/** Whether keys pressed there are text, or belong to an open menu or dialog. */
const isTaken = (target: EventTarget | null): boolean => isIn(target, TAKERS);

/** Whether what is undone there is text. */
const isTyping = (target: EventTarget | null): boolean => isIn(target, TEXT);
const UNDO_OF_TEXT: readonly string[] = ['mod+z', 'mod+shift+z'];

/** Runs the command whose shortcut is pressed, while enabled. */
export function useShortcuts(desk: Desk, enabled: boolean): void {
  const latest = useRef(desk);
  latest.current = desk;
  useEffect(() => {
    if (!enabled) return undefined;
    let pending: readonly string[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return;
      const press = pressName(event);
      if (isTaken(event.target) && !press.startsWith('mod+')) return;
      if (isTyping(event.target) && UNDO_OF_TEXT.includes(press)) return;
      const next = advance(SHORTCUTS, pending, press);
      pending = next.pending;
      clearTimeout(timer);
      timer = setTimeout(() => {
        pending = [];
      }, PATIENCE);
      if (next.hit === undefined || (isCharacterKey(next.hit) && !characterKeys.read())) return;
      const command = commandsFor(latest.current).find(({ shortcut }) => shortcut === next.hit);
      if (!command) return;
      event.preventDefault();
      command.run(latest.current);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('keydown', onKeyDown);
    };
  }, [enabled]);
}
