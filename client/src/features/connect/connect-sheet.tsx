import { Button } from '@fluentui/react-components';
import type { ResourceKey } from '@peerscape/shared/arm';
import { costSentence, hubCandidates } from '@peerscape/shared/goals';
import type { Intent } from '@peerscape/shared/plan';
import { findHubs, type RoleOverrides } from '@peerscape/shared/shapes';
import { nodeOf, type Topology } from '@peerscape/shared/topology';
import { useEffect, useMemo, useRef, useState } from 'react';
import { count } from '../../lib/format/format.ts';
import { nameOf } from '../../lib/format/names.ts';
import type { Pair } from '../../lib/format/pair-text.ts';
import { useDraft } from '../../lib/state/use-draft.tsx';
import panel from '../../ui/panel.module.css';
import { PanelHeader, Section } from '../../ui/panel.tsx';
import { Screen } from '../../ui/screen.tsx';
import { SideBySide } from '../../ui/side-by-side.tsx';
import { useInitialFocus } from '../../ui/use-initial-focus.ts';
import css from './connect.module.css';
import {
  blockingVNets,
  type ConnectValues,
  canCreateSingleHalf,
  halfRefOf,
  initialValues,
  isPeered,
  stepsOfPair,
  toIntent,
} from './connect-values.ts';
import { describePlacement } from './describe-placement.ts';
import { HalfForm } from './half-form.tsx';
import { HalvesChoice } from './halves-choice.tsx';
import { OwnerHandOff } from './owner-hand-off.tsx';
import { Blockers, PairNotices } from './plan-notices.tsx';
import { PresetSwitches } from './preset-switches.tsx';
import { usePlanPreview } from './use-plan-preview.ts';

interface ConnectSheetProps {
  readonly topology: Topology;
  readonly pair: Pair;
  readonly roleOverrides: RoleOverrides;
  /** True when the server can check rights in Azure. */
  readonly canAskRights: boolean;
  readonly onClose: () => void;
  readonly onAdd: (intent: Intent, changes: number) => void;
  /** Receives the VNets that block the connection, for the map to highlight. */
  readonly onHighlight: (keys: readonly ResourceKey[]) => void;
  readonly onCopy: (text: string, what: string) => void;
}

/** Form that connects two VNets: options of both halves, what Azure will reject, and the cost. Adds to the draft and sends nothing. */
export function ConnectSheet(props: ConnectSheetProps) {
  const { topology, pair, onClose } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useInitialFocus(heading, 'article');
  const isKnown = nodeOf(topology, pair.a) && nodeOf(topology, pair.b);
  return (
    <article className={panel.panel} aria-label={`Connect ${nameOf(topology, pair.a)} and ${nameOf(topology, pair.b)}`}>
      <PanelHeader
        kind={isPeered(topology, pair) ? 'Edit peering' : 'Connect'}
        title={`${nameOf(topology, pair.a)} – ${nameOf(topology, pair.b)}`}
        heading={heading}
        onClose={onClose}
      />
      {isKnown ? (
        <Form {...props} />
      ) : (
        <Screen title="VNet not found">
          <p>One of the two VNets may have been deleted, or the link is for another estate.</p>
        </Screen>
      )}
    </article>
  );
}

function Form({ topology, pair, roleOverrides, canAskRights, onClose, onAdd, onHighlight, onCopy }: ConnectSheetProps) {
  const draft = useDraft();
  const [values, setValues] = useState<ConnectValues>(() => initialValues(topology, draft.plan, pair));
  const [chosenHub, setChosenHub] = useState<ResourceKey>();
  const hub = useMemo(
    () => chosenHub ?? hubCandidates(topology, [pair.a, pair.b], { roleOverrides })[0]?.key ?? pair.a,
    [chosenHub, topology, pair, roleOverrides],
  );
  const isDetected = useMemo(() => isOnlyHub(topology, roleOverrides, hub, pair), [topology, roleOverrides, hub, pair]);
  const intent = useMemo(() => toIntent(topology, pair, values), [topology, pair, values]);
  const { plan, blockers, isChange } = usePlanPreview(topology, draft, intent);
  const stepCount = stepsOfPair(plan, pair).length;
  const blocking = blockingVNets(blockers, pair);
  const blockingKey = blocking.join(',');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the joined keys change whenever the list does
  useEffect(() => {
    onHighlight(blocking);
    return () => onHighlight([]);
  }, [blockingKey, onHighlight]);
  // Fix the hub once options are set for it, even if another candidate becomes better.
  const setValuesForHub = (next: ConnectValues) => {
    setChosenHub(hub);
    setValues(next);
  };
  const disabledReason = blockers.length > 0 ? 'Azure will reject this' : isChange ? undefined : 'No changes';

  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!disabledReason) onAdd(intent, stepCount);
      }}
    >
      <div className={panel.section}>
        <p className={panel.quiet}>{describePlacement(topology, pair).join(' · ')}</p>
        {isPeered(topology, pair) ? <p>These VNets are already peered. You can change the options of both halves.</p> : null}
        <PresetSwitches
          topology={topology}
          pair={pair}
          hub={hub}
          isDetected={isDetected}
          onHub={setChosenHub}
          values={values}
          onChange={setValuesForHub}
        />
      </div>
      {canCreateSingleHalf(topology, pair) ? <HalvesChoice topology={topology} pair={pair} values={values} onChange={setValues} /> : null}
      <SideBySide>
        {(['a', 'b'] as const)
          .filter((owner) => !values.only || values.only === owner)
          .map((owner) => (
            <HalfForm
              key={owner}
              topology={topology}
              half={halfRefOf(pair, owner)}
              plan={plan}
              values={values[owner]}
              onChange={(half) => setValues({ ...values, [owner]: half })}
            />
          ))}
      </SideBySide>
      <PairNotices pair={pair} plan={plan} />
      <OwnerHandOff topology={topology} pair={pair} plan={plan} canAskRights={canAskRights} onCopy={onCopy} />
      <Cost topology={topology} pair={pair} />
      <footer className={panel.footer}>
        <Blockers topology={topology} pair={pair} blockers={blockers} onAdd={(remedy) => draft.add(...remedy)} />
        <div className={panel.actions}>
          <Button type="submit" appearance="primary" disabledFocusable={disabledReason !== undefined} aria-describedby="connect-status">
            {stepCount === 0 ? 'Add to the draft' : `Add ${count(stepCount, 'step')} to the draft`}
          </Button>
          <Button onClick={onClose}>Cancel</Button>
          <span id="connect-status" className={panel.quiet}>
            {disabledReason ?? 'Nothing has been sent to Azure yet.'}
          </span>
        </div>
      </footer>
    </form>
  );
}

/** Returns whether the VNet is a hub and the other one of the pair is not: neither of two equals is called the hub. */
function isOnlyHub(topology: Topology, roleOverrides: RoleOverrides, hub: ResourceKey, { a, b }: Pair): boolean {
  const hubs = findHubs(topology, roleOverrides);
  return hubs.has(hub) && !hubs.has(hub === a ? b : a);
}

function Cost({ topology, pair: { a, b } }: { topology: Topology; pair: Pair }) {
  const [vnetA, vnetB] = [topology.vnets.get(a), topology.vnets.get(b)];
  if (!vnetA || !vnetB) return null;
  return (
    <Section title="Cost">
      <p className={panel.quiet}>{costSentence(vnetA.location, vnetB.location)} List prices, excluding tax.</p>
    </Section>
  );
}
