import { Button, type ButtonProps } from '@fluentui/react-components';
import { withShortcut } from '../../lib/format/shortcut-keys.ts';
import { Tooltip } from '../../ui/tooltip.tsx';
import { type CommandContext, getCommand, labelOf } from './commands.ts';

type CommandButtonProps = { readonly id: string; readonly context: CommandContext } & Pick<
  ButtonProps,
  'icon' | 'size' | 'appearance' | 'disabled'
>;

/** Icon button for a command of the registry, with the command's label and shortcut. */
export function CommandButton({ id, context, ...button }: CommandButtonProps) {
  const command = getCommand(id);
  const label = labelOf(command, context);
  return (
    <Tooltip content={command.shortcut ? withShortcut(label, command.shortcut) : label} relationship="description" withArrow>
      <Button appearance="subtle" aria-label={label} onClick={() => command.run(context)} {...button} />
    </Tooltip>
  );
}
