import { Button } from '@fluentui/react-components';
import { Copy16Regular, PlugConnected16Regular } from '@fluentui/react-icons';
import { type Ghost, halfTo } from '@peerscape/shared/topology';
import { subscriptionName } from '../../lib/format/names.ts';
import { Notice } from '../../ui/notice.tsx';
import panel from '../../ui/panel.module.css';
import { PanelHead } from '../../ui/panel.tsx';
import { FindingList } from './finding-list.tsx';
import css from './inspect.module.css';
import type { InspectorProps } from './inspector.tsx';
import { PeeringList } from './peering-list.tsx';
import { PrefixList } from './prefix-list.tsx';
import { Facts, Section } from './section.tsx';

/** A VNet that is only known from the halves that point at it. */
export function GhostPanel({ topology, ghost, onSelect, onCopy, findings, onFinding, onConnect }: InspectorProps & { ghost: Ghost }) {
  const isAlive = (topology.peeringsOf.get(ghost.key) ?? []).some((peering) => halfTo(peering, ghost.key)?.state === 'Connected');
  return (
    <article className={panel.panel} aria-label={`VNet ${ghost.name}, not readable`}>
      <PanelHead kind="VNet that you may not read" title={ghost.name} onClose={() => onSelect(undefined)}>
        <div className={css.headActions}>
          <Button size="small" icon={<PlugConnected16Regular />} onClick={onConnect}>
            Connect to…
          </Button>
          <Button size="small" icon={<Copy16Regular />} onClick={() => onCopy(ghost.id, 'id')}>
            Copy id
          </Button>
        </div>
      </PanelHead>
      <div className={css.section}>
        {isAlive ? (
          <Notice severity="info" title="It exists, but you may not read it">
            A half that points at it is connected, and Azure says that only while both halves exist. To see it, ask its owner for the role
            Reader on the VNet.
          </Notice>
        ) : (
          <Notice severity="warning" title="You may not read it, or it was deleted">
            Azure does not say which. If it exists, the role Reader on it makes it visible here; if it was deleted, the halves that point at
            it are left over.
          </Notice>
        )}
      </div>
      <FindingList findings={findings.ofNode.get(ghost.key) ?? []} onFinding={onFinding} />
      <PeeringList topology={topology} end={ghost.key} onSelect={onSelect} />
      <Section title="Address space, as others have learned it">
        <PrefixList prefixes={ghost.addressSpace} />
      </Section>
      <Section title="About">
        <Facts
          facts={[
            ['Subscription', subscriptionName(topology, ghost.subscriptionId)],
            ['Resource group', ghost.resourceGroup],
            ['Id', <code key="id">{ghost.id}</code>],
          ]}
        />
      </Section>
    </article>
  );
}
