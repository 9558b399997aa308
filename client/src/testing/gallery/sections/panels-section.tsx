import { Button } from '@fluentui/react-components';
import { handOffTexts } from '@peerscape/shared/handoff';
import { changesOf, makePlan } from '@peerscape/shared/plan';
import { useRef } from 'react';
import { CodeBlock } from '../../../ui/code-block.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { Fold } from '../../../ui/fold.tsx';
import { HalfStatusBadge } from '../../../ui/half-status-badge.tsx';
import { HandOffCode, RoleActions } from '../../../ui/hand-off.tsx';
import { MoreBelow } from '../../../ui/more-below.tsx';
import panel from '../../../ui/panel.module.css';
import { Panel, PanelHeader, Section, TitleWithCount } from '../../../ui/panel.tsx';
import { Column, SideBySide } from '../../../ui/side-by-side.tsx';
import { CONTOSO, nodeNamed } from '../fixtures.ts';
import css from '../gallery.module.css';
import { type GallerySection, ignore } from '../specimen.ts';

const [a, b] = [nodeNamed(CONTOSO, 'shop-prod-weu').key, nodeNamed(CONTOSO, 'pay-prod-weu').key];
const { steps } = makePlan(CONTOSO, [{ kind: 'connect', a, b }]);
const HAND_OFF = handOffTexts(CONTOSO, changesOf(steps));

/** List of which only the first items are in view. */
function LongList() {
  const list = useRef<HTMLUListElement>(null);
  return (
    <>
      <ul ref={list} style={{ height: 66, overflow: 'auto' }}>
        {Array.from({ length: 12 }, (_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the items of this example are numbers
          <li key={i} data-item>{`spoke-${i + 1}`}</li>
        ))}
      </ul>
      <MoreBelow list={list} />
    </>
  );
}

export const PANELS_SECTION: GallerySection = {
  id: 'panels',
  title: 'Panels and hand-off',
  specimens: [
    {
      title: 'Panel with sections, facts and folds',
      frame: 'panel',
      content: (
        <Panel
          kind="VNet"
          title="hub-weu"
          intro={<p className={panel.quiet}>westeurope · contoso-connectivity</p>}
          onClose={ignore}
          footer={
            <div className={panel.actions}>
              <Button appearance="primary">Apply 2 steps</Button>
              <Button>Cancel</Button>
            </div>
          }
        >
          <Section title="Address space" count={2}>
            <Facts
              facts={[
                ['Resource group', 'rg-hub-weu'],
                ['Resource ID', <code key="id">{a}</code>],
              ]}
            />
            <Facts isBoxed facts={[['Learned', '10.4.0.0/16']]} />
          </Section>
          <Fold title="Subnets" count={3} hint="with routes" isOpen>
            <CodeBlock text={'10.4.0.0/24\n10.4.1.0/24\n10.4.2.0/24'} />
            <Fold title="Before, planned and current" isInline>
              <p>Content of a fold within other content.</p>
            </Fold>
          </Fold>
          <Fold title="Further reading">
            <p>Hidden until it is opened.</p>
          </Fold>
        </Panel>
      ),
    },
    { title: 'List that goes on', frame: 'panel', content: <LongList /> },
    {
      title: 'Columns of the two halves',
      frame: 'page',
      content: (
        <div className={panel.panel}>
          <PanelHeader kind="Peering" title="hub-weu – pay-prod-weu" onClose={ignore} />
          <SideBySide>
            <Column label="hub to spoke" title="hub-weu → pay-prod-weu" status={<HalfStatusBadge status="connected" label="Connected" />}>
              <p>Both halves exist.</p>
            </Column>
            <Column label="spoke to hub" title="pay-prod-weu → hub-weu" status={<HalfStatusBadge status="initiated" label="Initiated" />}>
              <p>Waiting for the other side.</p>
            </Column>
          </SideBySide>
          <h3 className={`${panel.heading} ${css.padded}`}>
            <TitleWithCount title="Subscriptions" count={2} />
          </h3>
        </div>
      ),
    },
    {
      title: 'Hand-off',
      frame: 'page',
      content: (
        <div className={css.stack}>
          <p>{HAND_OFF.sentence}</p>
          <RoleActions role={HAND_OFF.role} />
          <HandOffCode texts={HAND_OFF} onCopy={ignore} />
          <CodeBlock isWrapped text={`az network vnet peering list --ids ${a} ${b}`} />
        </div>
      ),
    },
  ],
};
