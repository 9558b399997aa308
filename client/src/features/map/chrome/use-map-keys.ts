import type { ResourceKey } from '@peerscape/shared/arm';
import { type KeyboardEvent, type RefObject, useEffect, useState } from 'react';
import type { FocusedItem } from '../../../lib/state/focused-item.ts';
import type { OpenItemMenu } from '../../../lib/state/use-item-menu.tsx';
import { isMenuKey } from '../../../ui/use-menu-gestures.ts';
import { type KeyAction, toKeyAction } from '../interaction/key-actions.ts';
import type { StepResult } from '../interaction/key-controller.ts';
import type { MapController } from '../interaction/map-controller.ts';
import type { ViewportState } from '../interaction/map-io.ts';
import { describeDeadEnd } from '../model/descriptions.ts';
import type { Scene } from '../model/scene.ts';
import { menuOfKey } from './map-menu.ts';

interface MapKeysOptions {
  readonly root: RefObject<HTMLElement | null>;
  readonly map: MapController | undefined;
  readonly viewport: ViewportState | undefined;
  readonly focused: FocusedItem | undefined;
  readonly openMenu: OpenItemMenu | undefined;
}

/** Keyboard navigation of the map. */
interface MapKeys {
  /** VNet that the keyboard reached last, or that was focused since; Tab returns to it. */
  readonly cursor: ResourceKey | undefined;
  /** VNet with the visible keyboard focus. */
  readonly keyboardFocus: ResourceKey | undefined;
  /** Explains why the last arrow key led nowhere; empty otherwise. */
  readonly deadEnd: string;
  setKeyboardFocus(key: ResourceKey | undefined): void;
  onKeyDown(event: KeyboardEvent): void;
}

/** Handles the keys of the map: steps with the arrows, the menu key, and those of the view. */
export function useMapKeys({ root, map, viewport, focused, openMenu }: MapKeysOptions): MapKeys {
  const [cursor, setCursor] = useState<ResourceKey>();
  const [keyboardFocus, setKeyboardFocus] = useState<ResourceKey>();
  const [deadEnd, setDeadEnd] = useState('');
  const focusedKey = focused?.kind === 'vnet' ? focused.key : undefined;
  useEffect(() => {
    if (focusedKey) setCursor(focusedKey);
  }, [focusedKey]);

  const showResult = (result: StepResult | undefined, action: KeyAction) => {
    setDeadEnd(viewport && result?.kind === 'dead-end' ? describeResult(viewport.scene, result, action) : '');
    if (result?.kind !== 'reached') return;
    // its button is in the list from now on, wherever it is
    setCursor(result.key);
    requestAnimationFrame(() => focusButton(root.current, result.key));
  };
  return {
    cursor,
    keyboardFocus,
    deadEnd,
    setKeyboardFocus(key) {
      setKeyboardFocus(key);
      setDeadEnd('');
      if (key) setCursor(key);
    },
    onKeyDown(event) {
      if (isMenuKey(event) && root.current && viewport && openMenu) {
        const { target, anchor } = menuOfKey(root.current, event.target, viewport, focused);
        event.preventDefault();
        openMenu(target, anchor);
        return;
      }
      const action = toKeyAction(event.nativeEvent);
      if (!action || !map) return;
      if (action.act === 'clear') setKeyboardFocus(undefined);
      // the shell handles Escape when there is nothing to cancel here
      if (action.act === 'clear' && !map.input.cancel()) return;
      event.preventDefault();
      showResult(map.input.runKey(action, keyOfButton(event.target)), action);
    },
  };
}

function describeResult({ nodes, indexOf }: Scene, { from }: StepResult & { kind: 'dead-end' }, action: KeyAction): string {
  const name = nodes[indexOf.get(from) ?? -1]?.name ?? '';
  return action.act === 'step' ? describeDeadEnd(name, action.direction, action.alongPeerings) : '';
}

/** Returns the VNet of a button over the map. */
const keyOfButton = (target: EventTarget): ResourceKey | undefined =>
  target instanceof HTMLElement ? (target.dataset.key as ResourceKey | undefined) : undefined;

/** Moves the keyboard focus to a VNet's button, so that Tab and screen readers continue from there. */
function focusButton(root: HTMLElement | null, key: ResourceKey): void {
  root?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}
