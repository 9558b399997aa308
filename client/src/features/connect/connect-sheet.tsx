import { Button } from '@fluentui/react-components';
import type { ResourceKey } from '@peerscape/shared/arm';
import { costSentence, hubCandidates } from '@peerscape/shared/goals';
import type { Intent } from '@peerscape/shared/plan';
import type { SaidRoles } from '@peerscape/shared/shapes';
import { nodeOf, type Topology } from '@peerscape/shared/topology';
import { useEffect, useMemo, useRef, useState } from 'react';
import { nameOf } from '../../lib/format/names.ts';
import type { Pair } from '../../lib/format/pair-text.ts';
import { useDraft } from '../../lib/state/use-draft.tsx';
import panel from '../../ui/panel.module.css';
import { PanelHead } from '../../ui/panel.tsx';
import { Screen } from '../../ui/screen.tsx';
import { useFirstFocus } from '../../ui/use-first-focus.ts';
import css from './connect.module.css';
import { ForOwner } from './for-owner.tsx';
import { HalfForm } from './half-form.tsx';
import { placesOf } from './places.ts';
import { PlanNotices } from './plan-notices.tsx';
import { PresetSwitches } from './preset-switches.tsx';
import { usePlanWith } from './use-plan-with.ts';
import { canWriteOne, intentOf, isPeered, refOf, startOf, stepsBetween, thirdParties, type Wanted } from './wanted.ts';
import { WhichHalves } from './which-halves.tsx';

interface ConnectSheetProps {
  readonly topology: Topology;
  readonly pair: Pair;
  /** What people say of hubs. */
  readonly said: SaidRoles;
  /** Whether there is an Azure to ask for rights. */
  readonly canAsk: boolean;
  readonly onClose: () => void;
  readonly onAdd: (intent: Intent, changes: number) => void;
  /** Which VNets stand in the way, so that the map can show them. */
  readonly onLit: (keys: readonly ResourceKey[]) => void;
  readonly onCopy: (text: string, what: string) => void;
}

/** Two VNets to be connected: both halves, what Azure would refuse, what it costs; ends in the draft and sends nothing. */
export function ConnectSheet(props: ConnectSheetProps) {
  const { topology, pair, onClose } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useFirstFocus(heading, 'article');
  const isKnown = nodeOf(topology, pair.a) && nodeOf(topology, pair.b);
  return (
    <article className={panel.panel} aria-label={`Connect ${nameOf(topology, pair.a)} and ${nameOf(topology, pair.b)}`}>
      <PanelHead
        kind={isPeered(topology, pair) ? 'Change the peering' : 'Connect'}
        title={`${nameOf(topology, pair.a)} – ${nameOf(topology, pair.b)}`}
        heading={heading}
        onClose={onClose}
      />
      {isKnown ? (
        <Form {...props} />
      ) : (
        <Screen title="One of the two is not there">
          <p>It may have been deleted, or the link comes from another estate.</p>
        </Screen>
      )}
    </article>
  );
}

function Form({ topology, pair, said, canAsk, onClose, onAdd, onLit, onCopy }: ConnectSheetProps) {
  const draft = useDraft();
  const [wanted, setWanted] = useState<Wanted>(() => startOf(topology, draft.plan, pair));
  const [chosen, setChosen] = useState<ResourceKey>();
  const hub = useMemo(
    () => chosen ?? hubCandidates(topology, [pair.a, pair.b], { said })[0]?.key ?? pair.a,
    [chosen, topology, pair, said],
  );
  const intent = useMemo(() => intentOf(topology, pair, wanted), [topology, pair, wanted]);
  const { plan, blockers, isChange } = usePlanWith(topology, draft, intent);
  const count = stepsBetween(plan, pair).length;
  const lit = thirdParties(blockers, pair);
  const litText = lit.join(',');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text says when there are others
  useEffect(() => {
    onLit(lit);
    return () => onLit([]);
  }, [litText, onLit]);
  // what was switched on for one hub stays for it, whatever is found out meanwhile
  const wantAs = (of: ResourceKey) => (next: Wanted) => {
    setChosen(of);
    setWanted(next);
  };
  const why = blockers.length > 0 ? 'Azure would refuse this' : isChange ? undefined : 'Nothing would change';
  const reach = placesOf(topology, pair);

  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!why) onAdd(intent, count);
      }}
    >
      <div className={css.section}>
        <p className={panel.quiet}>{reach.join(' · ')}</p>
        {isPeered(topology, pair) ? <p>They are already peered. This changes the options of their halves.</p> : null}
        <PresetSwitches topology={topology} pair={pair} hub={hub} onHub={setChosen} wanted={wanted} onWanted={wantAs(hub)} />
      </div>
      <PlanNotices topology={topology} pair={pair} plan={plan} blockers={blockers} />
      {canWriteOne(topology, pair) ? <WhichHalves topology={topology} pair={pair} wanted={wanted} onWanted={setWanted} /> : null}
      <div className={css.halves}>
        {(['a', 'b'] as const)
          .filter((owner) => !wanted.only || wanted.only === owner)
          .map((owner) => (
            <HalfForm
              key={owner}
              topology={topology}
              half={refOf(pair, owner)}
              plan={plan}
              wanted={wanted[owner]}
              onWanted={(half) => setWanted({ ...wanted, [owner]: half })}
            />
          ))}
      </div>
      <ForOwner topology={topology} pair={pair} plan={plan} canAsk={canAsk} onCopy={onCopy} />
      <Cost topology={topology} pair={pair} />
      <footer className={css.foot}>
        <Button type="submit" appearance="primary" disabledFocusable={why !== undefined} aria-describedby="connect-why">
          {count === 0 ? 'Add to the draft' : `Add ${count === 1 ? '1 change' : `${count} changes`} to the draft`}
        </Button>
        <Button onClick={onClose}>Cancel</Button>
        <span id="connect-why" className={panel.quiet}>
          {why ?? 'Nothing is sent to Azure yet.'}
        </span>
      </footer>
    </form>
  );
}

function Cost({ topology, pair: { a, b } }: { topology: Topology; pair: Pair }) {
  const [one, other] = [topology.vnets.get(a), topology.vnets.get(b)];
  if (!one || !other) return null;
  return (
    <section className={css.section}>
      <h3 className={panel.heading}>What it costs</h3>
      <p className={panel.quiet}>{costSentence(one.location, other.location)} List prices without tax.</p>
    </section>
  );
}
