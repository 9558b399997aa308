import { Menu, MenuDivider, MenuGroup, MenuGroupHeader, MenuItem, MenuItemLink, MenuList, MenuPopover } from '@fluentui/react-components';
import { Fragment, type ReactElement, useEffect, useMemo } from 'react';
import css from './context-menu.module.css';

/** Place of a menu: a point or an element's box, in CSS pixels of the window. */
export interface MenuAnchor {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Item of a menu: an action, or a link that opens in a new tab. */
export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  readonly icon?: ReactElement;
  /** Shortcut that does the same, as text. */
  readonly shortcut?: string;
  /** Reason why the action is not available; the item is then disabled and shows it. */
  readonly unavailable?: string;
  readonly href?: string;
  readonly run: () => void;
}

interface ContextMenuProps {
  /** Name of the thing that the menu is for. */
  readonly title: string;
  /** Groups of items, with a line between them. */
  readonly groups: readonly (readonly MenuEntry[])[];
  readonly anchor: MenuAnchor;
  readonly onClose: () => void;
}

/**
 * Menu at a point or beside an element. Arrow keys, Home, End and the first letter of an item move the focus; Escape, Tab, scrolling and a
 * press outside close it. Its owner returns the focus.
 */
export function ContextMenu({ title, groups, anchor, onClose }: ContextMenuProps) {
  const target = useMemo(() => ({ getBoundingClientRect: () => boxOf(anchor) }), [anchor]);
  useEffect(() => {
    // a right click elsewhere is not a click, so the menu does not notice it
    const closeOutside = ({ target: pressed, button }: PointerEvent) => {
      if (button === 2 && pressed instanceof Element && !pressed.closest('[role="menu"]')) onClose();
    };
    document.addEventListener('pointerdown', closeOutside, true);
    return () => document.removeEventListener('pointerdown', closeOutside, true);
  }, [onClose]);
  return (
    <Menu
      open
      closeOnScroll
      hasIcons
      onOpenChange={(_, { open }) => (open ? undefined : onClose())}
      positioning={{ target, position: 'below', align: alignOf(anchor), autoSize: true, fallbackPositions: [...FALLBACK_POSITIONS] }}
    >
      <MenuPopover className={css.surface ?? ''} onContextMenu={(event) => event.preventDefault()}>
        <MenuList aria-labelledby={undefined} aria-label={`Actions for ${title}`}>
          <MenuGroup>
            <MenuGroupHeader className={css.title ?? ''}>{title}</MenuGroupHeader>
            <MenuItems groups={groups} />
          </MenuGroup>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

/** Items of a menu in groups, for a menu list. */
export const MenuItems = ({ groups }: Pick<ContextMenuProps, 'groups'>) =>
  groups.map((entries, i) => (
    <Fragment key={entries[0]?.id}>
      {i > 0 ? <MenuDivider /> : null}
      {entries.map((entry) => (
        <Item key={entry.id} entry={entry} />
      ))}
    </Fragment>
  ));

function Item({ entry: { label, icon, shortcut, unavailable, href, run } }: { readonly entry: MenuEntry }) {
  const slots = { ...(icon && { icon }), ...(shortcut && { secondaryContent: shortcut }) };
  if (href !== undefined && unavailable === undefined)
    return (
      <MenuItemLink href={href} target="_blank" rel="noopener noreferrer" {...slots}>
        {label}
      </MenuItemLink>
    );
  return (
    <MenuItem {...slots} {...(unavailable !== undefined && { disabled: true, subText: unavailable })} onClick={run}>
      {label}
    </MenuItem>
  );
}

const FALLBACK_POSITIONS = ['above-start', 'above-end', 'after-bottom', 'before-bottom'] as const;

/** Returns the edge of a wide anchor at which its menu is aligned, so that the menu of a button at the right edge is below the button. */
const alignOf = ({ x, width }: MenuAnchor): 'start' | 'end' => (width > 0 && x > window.innerWidth / 2 ? 'end' : 'start');

const boxOf = ({ x, y, width, height }: MenuAnchor): DOMRect => new DOMRect(x, y, width, height);
