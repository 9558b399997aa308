import { Button } from '@fluentui/react-components';
import { Copy16Regular, PlugConnected16Regular } from '@fluentui/react-icons';
import { type Ghost, halfTo } from '@peerscape/shared/topology';
import { subscriptionName } from '../../lib/format/names.ts';
import { Notice } from '../../ui/notice.tsx';
import panel from '../../ui/panel.module.css';
import { PanelHeader } from '../../ui/panel.tsx';
import { FindingList } from './finding-list.tsx';
import css from './inspect.module.css';
import type { InspectorProps } from './inspector.tsx';
import { PeeringList } from './peering-list.tsx';
import { PrefixList } from './prefix-list.tsx';
import { Facts, Section } from './section.tsx';

/** Renders the inspector of a VNet that is known only from the halves that point to it. */
export function GhostPanel({ topology, ghost, onInspect, onCopy, findings, onFinding, onConnect }: InspectorProps & { ghost: Ghost }) {
  const exists = (topology.peeringsOf.get(ghost.key) ?? []).some((peering) => halfTo(peering, ghost.key)?.state === 'Connected');
  return (
    <article className={panel.panel} aria-label={`VNet ${ghost.name}, not visible to you`}>
      <PanelHeader kind="VNet not visible to you" title={ghost.name} onClose={() => onInspect(undefined)}>
        <div className={css.headActions}>
          <Button size="small" icon={<PlugConnected16Regular />} onClick={onConnect}>
            Connect to…
          </Button>
          <Button size="small" icon={<Copy16Regular />} onClick={() => onCopy(ghost.id, 'resource ID')}>
            Copy resource ID
          </Button>
        </div>
      </PanelHeader>
      <div className={css.section}>
        {exists ? (
          <Notice severity="info" title="This VNet exists, but you do not have access to it">
            A half that points to it is Connected, which Azure reports only while both halves exist. To see this VNet here, ask its owner
            for the Reader role on it.
          </Notice>
        ) : (
          <Notice severity="warning" title="You do not have access to this VNet, or it was deleted">
            Azure does not report which. If it exists, the Reader role on it makes it visible here. If it was deleted, the halves that point
            to it are left over.
          </Notice>
        )}
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
            ['Resource group', ghost.resourceGroup],
            ['Resource ID', <code key="id">{ghost.id}</code>],
          ]}
        />
      </Section>
    </article>
  );
}
