import type { ResourceKey } from '@peerscape/shared/arm';
import { nodeOf } from '@peerscape/shared/topology';
import { useEffect, useRef } from 'react';
import { advanceSequence, formatKeyPress, isCharacterShortcut } from '../../lib/format/shortcut-keys.ts';
import { characterShortcuts } from '../../lib/state/preferences.ts';
import { TEXT_FIELDS } from '../../ui/take-focus.ts';
import { type CommandContext, commands, isAvailable } from './commands.ts';

const SHORTCUTS = commands.flatMap(({ shortcut }) => shortcut ?? []);
const SEQUENCE_TIMEOUT_MS = 1200;

const KEY_CONSUMERS = `${TEXT_FIELDS}, select, [role="dialog"], [role="menu"], [role="listbox"]`;

const isIn = (target: EventTarget | null, selector: string): boolean => target instanceof Element && target.closest(selector) !== null;

/** Returns true for targets that handle keys themselves: text fields, menus and dialogs. */
const handlesKeys = (target: EventTarget | null): boolean => isIn(target, KEY_CONSUMERS);

/** Returns true for text fields, which have their own undo. */
const isTextField = (target: EventTarget | null): boolean => isIn(target, TEXT_FIELDS);
const TEXT_UNDO_SHORTCUTS: readonly string[] = ['mod+z', 'mod+shift+z'];

/** Returns the context in which a key acts on the open item, or while none is open, on the VNet whose button on the map has the focus. */
function contextAt(context: CommandContext, target: EventTarget | null): CommandContext {
  const node =
    target instanceof HTMLElement && target.dataset.key ? nodeOf(context.topology, target.dataset.key as ResourceKey) : undefined;
  return context.focused || !node ? context : { ...context, focused: { kind: 'vnet', key: node.key } };
}

/** Runs commands on their shortcuts while `enabled`, and announces why the command of a shortcut is unavailable. */
export function useShortcuts(context: CommandContext, enabled: boolean, announce: (text: string, kind: 'error') => void): void {
  const latest = useRef(context);
  latest.current = context;
  useEffect(() => {
    if (!enabled) return undefined;
    let pending: readonly string[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return;
      const press = formatKeyPress(event);
      if (handlesKeys(event.target) && !press.startsWith('mod+')) return;
      if (isTextField(event.target) && TEXT_UNDO_SHORTCUTS.includes(press)) return;
      const next = advanceSequence(SHORTCUTS, pending, press);
      pending = next.pending;
      clearTimeout(timer);
      timer = setTimeout(() => {
        pending = [];
      }, SEQUENCE_TIMEOUT_MS);
      if (next.hit === undefined || (isCharacterShortcut(next.hit) && !characterShortcuts.read())) return;
      const at = contextAt(latest.current, event.target);
      const applicable = commands.filter(({ shortcut, when }) => shortcut === next.hit && (when?.(at) ?? true));
      const command = applicable.find((one) => isAvailable(one, at));
      if (!command) {
        const reason = applicable[0]?.unavailable?.(at);
        if (reason !== undefined) announce(`${reason}.`, 'error');
        return;
      }
      event.preventDefault();
      command.run(at);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('keydown', onKeyDown);
    };
  }, [enabled, announce]);
}
