import { Button } from '@fluentui/react-components';
import { Copy16Regular } from '@fluentui/react-icons';
import type { VNetRights } from '@peerscape/shared/api';
import type { ResourceKey } from '@peerscape/shared/arm';
import { type Half, halfFrom, otherEnd, type Peering, type Topology } from '@peerscape/shared/topology';
import { describeHalfStatus } from '../../lib/format/half-status-display.ts';
import { nameOf } from '../../lib/format/names.ts';
import type { ToPortalUrl } from '../../lib/format/portal-url.ts';
import { isLocked } from '../../lib/server/use-rights.ts';
import type { FocusedItem } from '../../lib/state/focused-item.ts';
import { type OptionFlags, plannedOptions } from '../../lib/state/option-switches.ts';
import { useDraft } from '../../lib/state/use-draft.tsx';
import { HalfStatusBadge } from '../../ui/half-status-badge.tsx';
import { LockedText } from '../../ui/locked-text.tsx';
import panel from '../../ui/panel.module.css';
import { PortalLink } from '../../ui/portal-link.tsx';
import { Prose } from '../../ui/prose.tsx';
import { Column } from '../../ui/side-by-side.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { halfSentence } from './half-status-sentences.ts';
import css from './inspect.module.css';
import { OptionList } from './option-list.tsx';
import { OtherProperties } from './other-properties.tsx';
import { PrefixDriftNotice } from './prefix-drift-notice.tsx';
import { syncSentence } from './sync-status.ts';

interface HalfColumnProps {
  readonly topology: Topology;
  readonly peering: Peering;
  readonly owner: ResourceKey;
  readonly onSelect: (selection: FocusedItem) => void;
  readonly onCopy: (text: string, what: string) => void;
  readonly toPortalUrl: ToPortalUrl;
  readonly rights: VNetRights | undefined;
}

/** Renders one half of a peering: status, options and resource ID; for a missing half, its status and what to do. */
export function HalfColumn({ topology, peering, owner, onSelect, onCopy, toPortalUrl, rights }: HalfColumnProps) {
  const { plan, add } = useDraft();
  const remote = otherEnd(peering, owner);
  const local = nameOf(topology, owner);
  const remoteName = nameOf(topology, remote);
  const half = halfFrom(peering, owner);
  const { status, label } = describeHalfStatus(topology, peering, owner);
  return (
    <Column
      label={`${local} → ${remoteName}`}
      title={
        <>
          <button type="button" className={panel.link} onClick={() => onSelect({ kind: 'vnet', key: owner })}>
            {local}
          </button>
          <span className={css.arrow}> → {remoteName}</span>
        </>
      }
      status={<HalfStatusBadge status={status} label={label} />}
    >
      <p>
        <Prose text={halfSentence(topology, { from: owner, to: remote }, status)} />
      </p>
      {isLocked(rights) ? <LockedText>{rights?.text}</LockedText> : null}
      {half ? (
        <HalfBody
          half={half}
          local={local}
          remote={remoteName}
          onCopy={onCopy}
          portalHref={toPortalUrl(half.id)}
          after={plannedOptions(plan, topology, half)}
          onSet={(flags) => add({ kind: 'set-options', from: owner, to: remote, flags })}
        />
      ) : null}
    </Column>
  );
}

interface HalfBodyProps {
  readonly half: Half;
  readonly local: string;
  readonly remote: string;
  readonly onCopy: (text: string, what: string) => void;
  /** Opens the VNet that owns the half: the portal lists its halves under Settings > Peerings. */
  readonly portalHref: string | undefined;
  readonly after: OptionFlags;
  readonly onSet: (flags: Partial<OptionFlags>) => void;
}

function HalfBody({ half, local, remote, onCopy, portalHref, after, onSet }: HalfBodyProps) {
  const sync = syncSentence(half, local, remote);
  return (
    <>
      <PrefixDriftNotice half={half} local={local} remote={remote} />
      <OptionList half={half} local={local} remote={remote} after={after} onSet={onSet} />
      {sync ? (
        <p className={panel.quiet}>
          <Prose text={sync} />
        </p>
      ) : null}
      {half.provisioningState && half.provisioningState !== 'Succeeded' ? <p>Provisioning state: {half.provisioningState}</p> : null}
      <div className={css.halfFooter}>
        <span className={panel.quiet}>
          <code>{half.name}</code>
        </span>
        <Tooltip content="Copy resource ID of this half" relationship="label">
          <Button appearance="subtle" size="small" icon={<Copy16Regular />} onClick={() => onCopy(half.id, 'resource ID of the half')} />
        </Tooltip>
        <PortalLink href={portalHref} name={`${local} (Settings > Peerings)`} />
      </div>
      <OtherProperties half={half} />
    </>
  );
}
