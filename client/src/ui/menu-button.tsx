import { Button } from '@fluentui/react-components';
import { MoreHorizontal20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { MenuAnchor } from './context-menu.tsx';
import { Tooltip } from './tooltip.tsx';
import { anchorOf } from './use-menu-gestures.ts';

interface MenuButtonProps {
  /** Name of the thing that the menu is for. */
  readonly name: string;
  /** Opens the menu beside the button; `onClosed` has to be called when it closes. */
  readonly onOpen: (anchor: MenuAnchor, onClosed: () => void) => void;
  /** False where the keyboard has another way to the menu, as in the rows of a table. */
  readonly isTabStop?: boolean;
}

/** Visible button with three dots that opens the context menu of a thing. */
export function MenuButton({ name, onOpen, isTabStop = true }: MenuButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Tooltip content={`Actions for ${name}`} relationship="label">
      <Button
        appearance="subtle"
        size="small"
        icon={<MoreHorizontal20Regular />}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        {...(!isTabStop && { tabIndex: -1 })}
        onClick={({ currentTarget }) => {
          // Safari does not focus a pressed button, and the menu returns the focus to where it was
          currentTarget.focus();
          setIsOpen(true);
          onOpen(anchorOf(currentTarget), () => setIsOpen(false));
        }}
      />
    </Tooltip>
  );
}
