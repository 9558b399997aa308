import { Button } from '@fluentui/react-components';
import { useRef } from 'react';
import { ActionSign } from '../../../features/plan/action-sign.tsx';
import { STEP_STATES } from '../../../features/plan/apply/step-states.ts';
import { StateSign } from '../../../features/plan/state-sign.tsx';
import { FINDING_KINDS } from '../../../lib/format/finding-kinds.ts';
import { HALF_STATUS_STYLES, HALF_STATUSES } from '../../../lib/format/half-status-styles.ts';
import { HalfStatusBadge, StatusIcon } from '../../../ui/half-status-badge.tsx';
import { KeyCaps } from '../../../ui/key-caps.tsx';
import { LockedText } from '../../../ui/locked-text.tsx';
import { Logo } from '../../../ui/logo.tsx';
import { LongName, LongNames } from '../../../ui/long-name.tsx';
import { PortalLink } from '../../../ui/portal-link.tsx';
import { Prose } from '../../../ui/prose.tsx';
import { SeverityBadge, SeverityIcon } from '../../../ui/severity-badge.tsx';
import { ShowMore, useShowMore } from '../../../ui/show-more.tsx';
import { Time } from '../../../ui/time.tsx';
import { Tooltip } from '../../../ui/tooltip.tsx';
import { SNAPSHOT } from '../fixtures.ts';
import css from '../gallery.module.css';
import type { GallerySection } from '../specimen.ts';

const ACTIONS = ['create', 'update', 'sync', 'delete'] as const;

const PORTAL_ADDRESS = 'https://portal.azure.com/#@contoso.onmicrosoft.com/resource/subscriptions/1';

const VNET_NAMES = Array.from({ length: 12 }, (_, i) => `vnet${i + 1}`);

function PartialList() {
  const list = useRef<HTMLUListElement>(null);
  const { shown, more } = useShowMore(VNET_NAMES, 3);
  return (
    <div>
      <ul ref={list}>
        {shown.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
      <ShowMore {...more} list={list} noun="VNet" />
    </div>
  );
}

export const SIGNS_SECTION: GallerySection = {
  id: 'signs',
  title: 'Signs and labels',
  specimens: [
    {
      title: 'Half statuses',
      frame: 'page',
      content: (
        <div className={css.row}>
          {HALF_STATUSES.map((status) => (
            <HalfStatusBadge key={status} status={status} label={HALF_STATUS_STYLES[status].label} />
          ))}
          <StatusIcon status="connected" />
        </div>
      ),
    },
    {
      title: 'Name in a narrow column',
      frame: 'page',
      content: (
        <button type="button" style={{ width: 150 }}>
          <LongName name="vnet-globex-connectivity-hub-westeurope-001" />
          <LongNames text="vnet-globex-connectivity-hub-westeurope-001 → vnet-globex-application-100-westeurope-001" />
        </button>
      ),
    },
    {
      title: 'List that is shown in part',
      frame: 'page',
      content: <PartialList />,
    },
    {
      title: 'Kinds of findings',
      frame: 'page',
      content: (
        <div className={css.row}>
          {FINDING_KINDS.map((kind) => (
            <SeverityBadge key={kind} kind={kind} />
          ))}
          <SeverityIcon kind="error" />
        </div>
      ),
    },
    {
      title: 'States of a step',
      frame: 'page',
      content: (
        <div className={css.row}>
          {Object.entries(STEP_STATES).map(([state, { tone, word }]) => (
            <StateSign key={state} tone={tone} word={word} />
          ))}
        </div>
      ),
    },
    {
      title: 'Actions, shortcuts, names and the logo',
      frame: 'page',
      content: (
        <div className={css.row}>
          {ACTIONS.map((action) => (
            <ActionSign key={action} action={action} />
          ))}
          <KeyCaps caps={['Ctrl', 'K']} />
          <span>
            <Prose text="`hub-weu` uses the gateway of `hub-eus2`" />
          </span>
          <Logo />
          <LockedText>You cannot change halves of hub-weu.</LockedText>
        </div>
      ),
    },
    {
      title: 'Times, links to the Azure portal, and tooltips',
      frame: 'page',
      content: (
        <div className={css.row}>
          <Time at={SNAPSHOT.readAt} />
          <PortalLink href={PORTAL_ADDRESS} />
          <PortalLink href={PORTAL_ADDRESS} name="hub-weu" />
          <Tooltip content="Refresh (R)" relationship="description">
            <Button>Refresh</Button>
          </Tooltip>
        </div>
      ),
    },
  ],
};
