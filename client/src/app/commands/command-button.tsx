import { Button, type ButtonProps, Tooltip } from '@fluentui/react-components';
import { isMac, keyCaps } from '../../lib/format/keys.ts';
import { commandOf, type Desk, labelOf } from './commands.ts';

type CommandButtonProps = { readonly id: string; readonly desk: Desk } & Pick<ButtonProps, 'icon' | 'size' | 'appearance' | 'disabled'>;

/** A button for one command of the registry: its label and shortcut come from there. */
export function CommandButton({ id, desk, ...button }: CommandButtonProps) {
  const command = commandOf(id);
  const label = labelOf(command, desk);
  const caps = command.shortcut ? ` (${keyCaps(command.shortcut, isMac()).join(command.shortcut.includes('+') ? '+' : ' ')})` : '';
  return (
    <Tooltip content={label + caps} relationship="description" withArrow>
      <Button appearance="subtle" aria-label={label} onClick={() => command.run(desk)} {...button} />
    </Tooltip>
  );
}
