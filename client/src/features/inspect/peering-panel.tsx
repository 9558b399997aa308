import { type Half, nodeOf, type Peering } from '@peerscape/shared/topology';
import { nameOf, peeringName, subscriptionName } from '../../lib/format/names.ts';
import { useRights } from '../../lib/server/use-rights.ts';
import { ItemMenuButton } from '../../lib/state/item-menu-button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Notice } from '../../ui/notice.tsx';
import panel from '../../ui/panel.module.css';
import { PanelHeader, Section } from '../../ui/panel.tsx';
import { SideBySide } from '../../ui/side-by-side.tsx';
import { DraftedSteps } from './drafted-steps.tsx';
import { FindingList } from './finding-list.tsx';
import { HalfColumn } from './half-column.tsx';
import css from './inspect.module.css';
import type { InspectorProps } from './inspector.tsx';
import { PeeringActions } from './peering-actions.tsx';
import { peeringReach, peeringSummary } from './peering-summary.ts';

/** Renders the inspector of a peering: summary, findings and both halves, each titled with the VNet that owns it. */
export function PeeringPanel(props: InspectorProps & { peering: Peering }) {
  const { topology, peering, onInspect, onCopy, findings, onFinding, onConnect, canAskRights, toPortalUrl } = props;
  const visible = [peering.a, peering.b].filter((key) => topology.vnets.has(key));
  const rights = useRights(visible, canAskRights);
  const { severity, title } = peeringSummary(topology, peering);
  return (
    <article className={panel.panel} aria-label={`Peering ${peeringName(topology, peering)}`}>
      <PanelHeader
        kind="Peering"
        title={peeringName(topology, peering)}
        menu={<ItemMenuButton target={{ kind: 'peering', key: peering.key }} name={peeringName(topology, peering)} />}
        onClose={() => onInspect(undefined)}
      >
        <p className={panel.quiet}>{peeringReach(topology, peering).join(' · ')}</p>
        <PeeringActions topology={topology} peering={peering} onConnect={onConnect} />
      </PanelHeader>
      <div className={panel.notices}>
        <Notice severity={severity} title={title} />
      </div>
      <DraftedSteps topology={topology} peering={peering} />
      <FindingList findings={findings.byPeering.get(peering.key) ?? []} onFinding={onFinding} />
      <SideBySide>
        {[peering.a, peering.b].map((owner) => (
          <HalfColumn
            key={owner}
            topology={topology}
            peering={peering}
            owner={owner}
            onSelect={onInspect}
            onCopy={onCopy}
            toPortalUrl={toPortalUrl}
            rights={rights.get(owner)}
          />
        ))}
      </SideBySide>
      {peering.extra.length > 0 ? <AdditionalHalves halves={peering.extra} /> : null}
      <Section title="Subscriptions">
        <Facts
          facts={[peering.a, peering.b].map((end) => [
            nameOf(topology, end),
            subscriptionName(topology, nodeOf(topology, end)?.subscriptionId ?? ''),
          ])}
        />
      </Section>
    </article>
  );
}

/** Lists further halves of the same direction: Azure allows only one, but merged files can contain more. */
function AdditionalHalves({ halves }: { halves: readonly Half[] }) {
  return (
    <Section title="Additional halves" count={halves.length}>
      <p className={panel.quiet}>Azure allows only one half per direction between two VNets. These come from merged files.</p>
      <ul className={css.items}>
        {halves.map((half) => (
          <li key={half.key} className={css.item}>
            <span>{half.name}</span>
            <span className={panel.quiet}>{half.state}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
