import type { ResourceKey } from '@peerscape/shared/arm';
import type { PeeringKey } from '@peerscape/shared/topology';
import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react';
import type { MenuAnchor } from '../../ui/context-menu.tsx';

/** Thing with a context menu: a VNet or ghost, a peering or only the half that `owner` owns, or the map itself. */
export type MenuTarget =
  | { readonly kind: 'vnet'; readonly key: ResourceKey }
  | { readonly kind: 'peering'; readonly key: PeeringKey; readonly owner?: ResourceKey }
  | { readonly kind: 'map' };

/** Opens the context menu of a target. */
export type OpenItemMenu = (target: MenuTarget, anchor: MenuAnchor, onClosed?: () => void) => void;

/** Menu that is open. */
export interface OpenedItemMenu {
  readonly target: MenuTarget;
  readonly anchor: MenuAnchor;
  readonly close: () => void;
}

interface Opened {
  readonly target: MenuTarget;
  readonly anchor: MenuAnchor;
  readonly origin: Element | null;
  readonly onClosed: (() => void) | undefined;
}

const OpenContext = createContext<OpenItemMenu | undefined>(undefined);
const OpenedContext = createContext<OpenedItemMenu | undefined>(undefined);

/** Provides one context menu for everything on the page, and returns the focus when it closes. */
export function ItemMenuProvider({ children }: { readonly children: ReactNode }) {
  const [opened, setOpened] = useState<Opened>();
  const open = useCallback<OpenItemMenu>((target, anchor, onClosed) => {
    const origin = document.activeElement;
    // the same press may report twice, as a long press and as a right click
    setOpened((before) => ({ target, anchor, onClosed, origin: before?.origin ?? origin }));
  }, []);
  const menu = useMemo(
    () => opened && { target: opened.target, anchor: opened.anchor, close: () => closeMenu(opened, setOpened) },
    [opened],
  );
  return (
    <OpenContext value={open}>
      <OpenedContext value={menu}>{children}</OpenedContext>
    </OpenContext>
  );
}

function closeMenu(opened: Opened, setOpened: (next: undefined) => void): void {
  const { activeElement } = document;
  // a click outside has already moved the focus
  const isHere = activeElement === document.body || activeElement?.closest('[role="menu"]');
  if (isHere && opened.origin instanceof HTMLElement) opened.origin.focus({ preventScroll: true });
  opened.onClosed?.();
  setOpened(undefined);
}

/** Returns the function that opens context menus; undefined where the page has none, as in the page of components. */
export const useItemMenu = (): OpenItemMenu | undefined => use(OpenContext);

/** Returns the menu that is open. */
export const useOpenedItemMenu = (): OpenedItemMenu | undefined => use(OpenedContext);
