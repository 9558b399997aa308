import { Button } from '@fluentui/react-components';
import {
  ChevronDown20Regular,
  ChevronUp20Regular,
  Dismiss20Regular,
  Map16Regular,
  SpeakerMute16Regular,
  Wrench16Regular,
} from '@fluentui/react-icons';
import type { Finding } from '@peerscape/shared/health';
import type { Intent } from '@peerscape/shared/plan';
import type { Topology } from '@peerscape/shared/topology';
import { useState } from 'react';
import { nameOf, peeringName } from '../../../lib/format/names.ts';
import type { ToPortalUrl } from '../../../lib/format/portal-url.ts';
import { affectedNodes, affectedPeering } from '../../../lib/state/findings.ts';
import type { FocusedItem } from '../../../lib/state/focused-item.ts';
import type { Health } from '../../../lib/state/use-health.ts';
import { Facts } from '../../../ui/facts.tsx';
import panel from '../../../ui/panel.module.css';
import { PortalLink } from '../../../ui/portal-link.tsx';
import { Screen } from '../../../ui/screen.tsx';
import { SeverityBadge, severityLabel } from '../../../ui/severity-badge.tsx';
import { Tooltip } from '../../../ui/tooltip.tsx';
import { type Entry, isFinding } from '../list/entries.ts';
import { RulePage } from '../page/rule-page.tsx';
import { evidenceFacts } from './evidence.ts';
import { FixDialog } from './fix-dialog.tsx';
import { MuteDialog } from './mute-dialog.tsx';
import { MutedNotice } from './muted-notice.tsx';
import css from './panel.module.css';
import { PlannedRemedy } from './planned-remedy.tsx';

export interface FindingPanelProps {
  readonly topology: Topology;
  readonly health: Health;
  /** Undefined when the URL names a finding that no longer exists. */
  readonly entry: Entry | undefined;
  /** Its place in the list: `3 of 19`. */
  readonly place: string;
  readonly onStep: (step: 1 | -1) => void;
  readonly onClose: () => void;
  readonly onShowOnMap: () => void;
  readonly toPortalUrl: ToPortalUrl;
  readonly onInspect: (selection: FocusedItem) => void;
  readonly onCopy: (text: string, what: string) => void;
  /** Adds to the draft and announces it. */
  readonly onAddToDraft: (intents: readonly Intent[]) => void;
}

/** Renders one finding with its details, fix and rule page, or one inconclusive check with its reason. */
export function FindingPanel(props: FindingPanelProps) {
  const { topology, health, entry, onClose, onShowOnMap } = props;
  const [open, setOpen] = useState<'fix' | 'mute'>();
  if (!entry) return <NotFound isRunning={health.isRunning} onClose={onClose} />;
  const { result, where, title, text } = entry;
  const finding = isFinding(result) ? result : undefined;
  const mute = health.muted.get(entry.id);
  return (
    <article className={css.panel} aria-label={`${severityLabel(entry.kind)} ${entry.code}: ${where}`}>
      <PanelHead {...props} entry={entry} />
      <div className={css.intro}>
        <h2 className={css.title}>{title}</h2>
        <p className={css.where}>{where}</p>
        <div className={css.actions}>
          <Button size="small" icon={<Map16Regular />} onClick={onShowOnMap}>
            Show on map
          </Button>
          {finding ? (
            <Button size="small" appearance="primary" icon={<Wrench16Regular />} onClick={() => setOpen('fix')}>
              Fix…
            </Button>
          ) : null}
          {finding && !mute ? (
            <Button size="small" icon={<SpeakerMute16Regular />} onClick={() => setOpen('mute')}>
              Mute…
            </Button>
          ) : null}
        </div>
      </div>
      {mute ? <MutedNotice mute={mute} onEnd={() => health.mutes.remove(mute.id)} /> : null}
      <section className={panel.section}>
        <h3 className={panel.heading}>{finding ? 'Details' : 'Why this is inconclusive'}</h3>
        <p>{text}</p>
        {finding ? <Evidence topology={topology} finding={finding} /> : null}
        <RelatedItems {...props} entry={entry} />
      </section>
      {finding ? (
        <section className={panel.section}>
          <h3 className={panel.heading}>{headingOfRemedy(finding)}</h3>
          <PlannedRemedy topology={topology} finding={finding} />
        </section>
      ) : null}
      <RulePage slug={result.slug} />
      {finding ? (
        <>
          <FixDialog
            topology={topology}
            finding={finding}
            open={open === 'fix'}
            onClose={() => setOpen(undefined)}
            onCopy={props.onCopy}
            onPlan={props.onAddToDraft}
          />
          <MuteDialog
            topology={topology}
            finding={finding}
            open={open === 'mute'}
            onClose={() => setOpen(undefined)}
            onMute={health.mutes.add}
          />
        </>
      ) : null}
    </article>
  );
}

/** Returns the heading of the fix: by the user, by somebody else, or by more than a change of halves. */
const headingOfRemedy = ({ remedy, handOff }: Finding): string =>
  remedy.length > 0 ? 'Fix' : handOff.length > 0 ? 'Fix by the owner' : 'What to do';

function PanelHead({ entry, place, onStep, onClose }: FindingPanelProps & { entry: Entry }) {
  return (
    <header className={css.head}>
      <SeverityBadge kind={entry.kind} />
      <span className={css.code}>{entry.code}</span>
      <span className={css.place}>{place}</span>
      <Tooltip content="Previous finding (p)" relationship="label">
        <Button appearance="subtle" size="small" icon={<ChevronUp20Regular />} onClick={() => onStep(-1)} />
      </Tooltip>
      <Tooltip content="Next finding (n)" relationship="label">
        <Button appearance="subtle" size="small" icon={<ChevronDown20Regular />} onClick={() => onStep(1)} />
      </Tooltip>
      <Tooltip content="Close (Esc)" relationship="label">
        <Button appearance="subtle" size="small" icon={<Dismiss20Regular />} onClick={onClose} />
      </Tooltip>
    </header>
  );
}

function Evidence({ topology, finding }: { topology: Topology; finding: Finding }) {
  return <Facts isBoxed facts={evidenceFacts(finding.evidence, (key) => nameOf(topology, key))} />;
}

/** Links to the peering and the VNets of the finding in the inspector, and to the VNets in the Azure portal. */
function RelatedItems({ topology, entry, toPortalUrl, onInspect }: FindingPanelProps & { entry: Entry }) {
  const peering = affectedPeering(entry.result, topology);
  const found = peering && topology.peerings.get(peering);
  const links: (readonly [string, FocusedItem, href: string | undefined])[] = [
    ...(found ? [[peeringName(topology, found), { kind: 'peering', key: found.key }, undefined] as const] : []),
    ...affectedNodes(entry.result, topology).map((key) => {
      const vnet = topology.vnets.get(key);
      return [nameOf(topology, key), { kind: 'vnet', key }, vnet && toPortalUrl(vnet.id)] as const;
    }),
  ];
  return (
    <p className={css.links}>
      Inspect{' '}
      {links.map(([name, selection, href]) => (
        <span key={selection.key}>
          <button type="button" className={panel.link} onClick={() => onInspect(selection)}>
            {name}
          </button>
          <PortalLink href={href} name={name} />
        </span>
      ))}
    </p>
  );
}

function NotFound({ isRunning, onClose }: { isRunning: boolean; onClose: () => void }) {
  return (
    <Screen
      title={isRunning ? 'Checking…' : 'This finding no longer exists'}
      busy={isRunning}
      actions={<Button onClick={onClose}>Close</Button>}
    >
      <p>
        {isRunning
          ? 'The checks are running.'
          : 'The current snapshot does not contain it. It may have been fixed, or the link may belong to another estate.'}
      </p>
    </Screen>
  );
}
