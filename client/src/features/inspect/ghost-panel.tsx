import { Button } from '@fluentui/react-components';
import { Copy16Regular, PlugConnected16Regular } from '@fluentui/react-icons';
import { type AbsenceReason, type Ghost, halfTo } from '@peerscape/shared/topology';
import { ghostLabel } from '../../lib/format/ghost-labels.ts';
import { subscriptionName } from '../../lib/format/names.ts';
import { ItemMenuButton } from '../../lib/state/item-menu-button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Notice } from '../../ui/notice.tsx';
import panel from '../../ui/panel.module.css';
import { PanelHeader, Section } from '../../ui/panel.tsx';
import { PortalLink } from '../../ui/portal-link.tsx';
import { FindingList } from './finding-list.tsx';
import css from './inspect.module.css';
import type { InspectorProps } from './inspector.tsx';
import { PeeringList } from './peering-list.tsx';
import { PrefixList } from './prefix-list.tsx';

interface AbsenceNotice {
  readonly severity: 'info' | 'warning';
  readonly title: string;
  readonly text: string;
}

const NO_ACCESS: AbsenceNotice = {
  severity: 'info',
  title: 'This VNet exists, but you do not have access to it',
  text: 'A half that points to it is Connected, which Azure reports only while both halves exist. To see this VNet here, ask its owner for the Reader role on it.',
};

const UNKNOWN: AbsenceNotice = {
  severity: 'warning',
  title: 'You do not have access to this VNet, or it was deleted',
  text: 'Azure does not report which. If it exists, the Reader role on it makes it visible here. If it was deleted, the halves that point to it are left over.',
};

/** Notices for known reasons. None asks for access to a VNet that is only missing from a file, was deleted, or is managed by Microsoft. */
const NOTICES: Readonly<Partial<Record<AbsenceReason, AbsenceNotice>>> = {
  'not-in-file': {
    severity: 'info',
    title: 'This VNet is not in this file',
    text: 'Export its subscription as well, and open both files together.',
  },
  'not-found': {
    severity: 'warning',
    title: 'This VNet was deleted',
    text: 'Azure returned 404 for it. The halves that point to it are left over and can be deleted.',
  },
  'no-permission': {
    severity: 'warning',
    title: 'You do not have permission to read this VNet',
    text: 'Azure returned 403 for Microsoft.Network/virtualNetworks/read. Azure checks permissions first, so it is unknown whether the VNet exists. If it does, the Reader role on it makes it visible here.',
  },
  'other-tenant': {
    severity: 'info',
    title: 'This VNet belongs to a subscription that this sign-in does not include',
    text: 'Sign in to its tenant, or ask its owner, to see it here.',
  },
  'virtual-hub': {
    severity: 'info',
    title: 'This VNet belongs to a virtual hub of Virtual WAN',
    text: 'Microsoft manages it, and nobody can be given access to it. Its peerings are virtual hub connections; change them on the virtual hub.',
  },
};

/** Renders the inspector of a VNet that is known only from the halves that point to it. */
export function GhostPanel({
  topology,
  ghost,
  onInspect,
  onCopy,
  findings,
  onFinding,
  onConnect,
  toPortalUrl,
}: InspectorProps & { ghost: Ghost }) {
  const exists = (topology.peeringsOf.get(ghost.key) ?? []).some((peering) => halfTo(peering, ghost.key)?.state === 'Connected');
  const isPermissionMissing = ghost.reason === undefined || ghost.reason === 'no-permission';
  const notice = exists && isPermissionMissing ? NO_ACCESS : ((ghost.reason && NOTICES[ghost.reason]) ?? UNKNOWN);
  const isOpenToNobody = ghost.reason === 'not-found' || ghost.reason === 'virtual-hub';
  return (
    <article className={panel.panel} aria-label={`VNet ${ghost.name}, ${ghostLabel(ghost.reason)}`}>
      <PanelHeader
        kind={`VNet ${ghostLabel(ghost.reason)}`}
        title={ghost.name}
        menu={<ItemMenuButton target={{ kind: 'vnet', key: ghost.key }} name={ghost.name} />}
        onClose={() => onInspect(undefined)}
      >
        <div className={css.headActions}>
          {isOpenToNobody ? null : (
            <Button size="small" icon={<PlugConnected16Regular />} onClick={onConnect}>
              Connect to…
            </Button>
          )}
          <Button size="small" icon={<Copy16Regular />} onClick={() => onCopy(ghost.id, 'resource ID')}>
            Copy resource ID
          </Button>
          <PortalLink href={isOpenToNobody ? undefined : toPortalUrl(ghost.id)} />
        </div>
      </PanelHeader>
      <div className={panel.notices}>
        <Notice severity={notice.severity} title={notice.title}>
          {notice.text}
        </Notice>
      </div>
      <FindingList findings={findings.byNode.get(ghost.key) ?? []} onFinding={onFinding} />
      <PeeringList topology={topology} end={ghost.key} onSelect={onInspect} />
      <Section title="Address space as seen by peers">
        <PrefixList prefixes={ghost.addressSpace} />
      </Section>
      <Section title="About">
        <Facts
          facts={[
            ['Subscription', subscriptionName(topology, ghost.subscriptionId)],
            ['Tenant', ghost.tenantId],
            ['Resource group', ghost.resourceGroup],
            ['Resource ID', <code key="id">{ghost.id}</code>],
          ]}
        />
      </Section>
    </article>
  );
}
