import { Button } from '@fluentui/react-components';
import { ArrowRoutingRegular, Copy16Regular, PlugConnected16Regular, Target16Regular } from '@fluentui/react-icons';
import type { VNet } from '@peerscape/shared/topology';
import { subscriptionName } from '../../lib/format/names.ts';
import { ItemMenuButton } from '../../lib/state/item-menu-button.tsx';
import { Facts } from '../../ui/facts.tsx';
import panel from '../../ui/panel.module.css';
import { PanelHeader, Section } from '../../ui/panel.tsx';
import { PortalLink } from '../../ui/portal-link.tsx';
import { AttachedResourceSections } from './attached-resource-sections.tsx';
import { FindingList } from './finding-list.tsx';
import css from './inspect.module.css';
import type { InspectorProps } from './inspector.tsx';
import { LiveCheckSection } from './live-check-section.tsx';
import { PeeringList } from './peering-list.tsx';
import { PrefixList } from './prefix-list.tsx';
import { ShapeSection } from './shape-section.tsx';
import { SubnetSection } from './subnet-section.tsx';

/** Renders the inspector of a VNet. */
export function VNetPanel(props: InspectorProps & { vnet: VNet }) {
  const {
    topology,
    vnet,
    onInspect,
    onCopy,
    toPortalUrl,
    canAsk,
    findings,
    onFinding,
    onConnect,
    onFocus,
    onReach,
    onRoutes,
    roleOverrides,
  } = props;
  return (
    <article className={panel.panel} aria-label={`VNet ${vnet.name}`}>
      <PanelHeader
        kind={`VNet · ${vnet.location}`}
        title={vnet.name}
        menu={<ItemMenuButton target={{ kind: 'vnet', key: vnet.key }} name={vnet.name} />}
        onClose={() => onInspect(undefined)}
      >
        <div className={css.headActions}>
          <Button size="small" appearance="primary" icon={<PlugConnected16Regular />} onClick={onConnect}>
            Connect to…
          </Button>
          <Button size="small" icon={<ArrowRoutingRegular fontSize={16} />} onClick={onReach}>
            Can it reach…
          </Button>
          <Button size="small" icon={<Target16Regular />} title="Show only this VNet and its neighbours" onClick={onFocus}>
            Focus
          </Button>
          <Button size="small" icon={<Copy16Regular />} onClick={() => onCopy(vnet.id, 'resource ID')}>
            Copy resource ID
          </Button>
          <PortalLink href={toPortalUrl(vnet.id)} />
        </div>
      </PanelHeader>
      <FindingList findings={findings.byNode.get(vnet.key) ?? []} onFinding={onFinding} />
      <Section title="Address space">
        <PrefixList prefixes={vnet.addressSpace} />
      </Section>
      <ShapeSection topology={topology} vnet={vnet.key} roleOverrides={roleOverrides} />
      <AttachedResourceSections topology={topology} vnet={vnet} toPortalUrl={toPortalUrl} />
      <PeeringList topology={topology} end={vnet.key} onSelect={onInspect} />
      <SubnetSection topology={topology} vnet={vnet} onRoutes={onRoutes} />
      <Section title="About">
        <Facts facts={factsOf(vnet, subscriptionName(topology, vnet.subscriptionId))} />
      </Section>
      {canAsk ? <LiveCheckSection topology={topology} vnet={vnet} /> : null}
    </article>
  );
}

const factsOf = (vnet: VNet, subscription: string) => {
  const tags = Object.entries(vnet.tags ?? {});
  return [
    ['Subscription', subscription],
    ['Resource group', vnet.resourceGroup],
    ['Region', vnet.location],
    [
      'DNS servers',
      vnet.dnsServers?.length ? vnet.dnsServers.map((server) => <code key={server}>{server} </code>) : 'Default (Azure-provided)',
    ],
    ['Provisioning state', vnet.provisioningState === 'Succeeded' ? undefined : vnet.provisioningState],
    [
      'Tags',
      tags.length === 0
        ? 'None'
        : tags.map(([name, value]) => (
            <span key={name} className={css.tag}>
              {name}={value}
            </span>
          )),
    ],
  ] as const;
};
