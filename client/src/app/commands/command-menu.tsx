import { Button, Menu, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { ChevronDown16Regular } from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import { MenuItems } from '../../ui/context-menu.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { withIcons } from './command-icons.tsx';
import css from './command-menu.module.css';
import type { CommandContext } from './commands.ts';
import { type MenuTable, menuEntries } from './menu-entries.ts';

interface CommandMenuProps {
  readonly context: CommandContext;
  readonly label: string;
  readonly icon: ReactElement;
  readonly table: MenuTable;
  /** Shows the label beside the icon where there is space. */
  readonly hasText?: boolean;
}

/** Menu button with commands of the registry. */
export function CommandMenu({ context, label, icon, table, hasText = false }: CommandMenuProps) {
  return (
    <Menu hasIcons positioning={{ position: 'below', align: 'end', autoSize: true }}>
      <MenuTrigger disableButtonEnhancement>
        <Tooltip content={label} relationship="label" withArrow>
          <Button className={css.trigger ?? ''} appearance="subtle" icon={icon}>
            {hasText ? (
              <span className={css.text}>
                {label}
                <ChevronDown16Regular />
              </span>
            ) : null}
          </Button>
        </Tooltip>
      </MenuTrigger>
      <MenuPopover className={css.surface ?? ''}>
        <MenuList>
          <Entries context={context} table={table} />
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

/** Entries of the menu, computed only while it is open: the label of a command may count all peerings of an estate. */
const Entries = ({ context, table }: Pick<CommandMenuProps, 'context' | 'table'>) => (
  <MenuItems groups={withIcons(menuEntries(table, context))} />
);
