import { Button } from '@fluentui/react-components';
import { Open16Regular } from '@fluentui/react-icons';
import { Tooltip } from './tooltip.tsx';

interface PortalLinkProps {
  /** Undefined where the resource has no known address; then nothing is shown. */
  readonly href: string | undefined;
  /** Name of the resource where the link has only an icon; without it, the link has a text. */
  readonly name?: string;
}

/** Opens a resource in the Azure portal, in a new tab. */
export function PortalLink({ href, name }: PortalLinkProps) {
  if (href === undefined) return null;
  const link = { as: 'a', size: 'small', icon: <Open16Regular />, href, target: '_blank', rel: 'noopener noreferrer' } as const;
  if (name === undefined) return <Button {...link}>Open in Azure portal</Button>;
  return (
    <Tooltip content={`Open ${name} in Azure portal`} relationship="label">
      <Button {...link} appearance="subtle" />
    </Tooltip>
  );
}
