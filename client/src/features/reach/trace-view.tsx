import { ArrowCircleRight16Regular, CheckmarkCircle16Regular, DismissCircle16Filled, QuestionCircle16Filled } from '@fluentui/react-icons';
import type { ResourceKey } from '@peerscape/shared/arm';
import type { Hop, Step, Trace } from '@peerscape/shared/reach';
import type { Namer, Topology } from '@peerscape/shared/topology';
import { Fold } from '../../ui/fold.tsx';
import panel from '../../ui/panel.module.css';
import { describeStep } from './describe-step.ts';
import css from './reach.module.css';

interface TraceViewProps {
  readonly topology: Topology;
  readonly nameOf: Namer;
  readonly title: string;
  readonly trace: Trace;
  readonly isOpen: boolean;
  /** Reason that the answer already gives. */
  readonly reason: string | undefined;
  readonly onInspect: (vnet: ResourceKey) => void;
}

const OUTCOMES: Readonly<Record<Trace['outcome'], string>> = {
  delivered: 'arrives',
  leaves: 'leaves to the internet',
  dropped: 'dropped',
  unknown: 'not known',
};

/** End of a path whose reason the answer gives. */
const ENDS: Readonly<Record<Trace['outcome'], string>> = {
  ...OUTCOMES,
  dropped: 'Packets are dropped here.',
  unknown: 'From here, the way is not known.',
};

/** Lists one direction of an answer, hop by hop; the cause that ends it is marked. */
export function TraceView({ topology, nameOf, title, trace, isOpen, reason, onInspect }: TraceViewProps) {
  const { hops, blocker, outcome } = trace;
  const end = { outcome, text: blocker?.text === reason ? ENDS[outcome] : blocker?.text };
  return (
    <Fold title={title} hint={OUTCOMES[outcome]} isOpen={isOpen}>
      <ol className={css.hops} aria-label={title}>
        {hops.map((hop, i) => (
          // a path may pass a subnet twice
          // biome-ignore lint/suspicious/noArrayIndexKey: hops have no identity but their position
          <li key={i} className={css.hop}>
            <HopPlace hop={hop} nameOf={nameOf} isVNet={topology.vnets.has(hop.vnet)} onInspect={onInspect} />
            <ol className={css.steps}>
              {hop.steps.map((step, j) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <StepItem key={j} nameOf={nameOf} step={step} />
              ))}
              {blocker && i === hops.length - 1 ? <BlockerItem {...end} /> : null}
            </ol>
          </li>
        ))}
        {blocker && hops.length === 0 ? <BlockerItem {...end} /> : null}
      </ol>
    </Fold>
  );
}

interface HopPlaceProps extends Pick<TraceViewProps, 'nameOf' | 'onInspect'> {
  readonly hop: Hop;
  readonly isVNet: boolean;
}

function HopPlace({ hop: { vnet, subnet }, nameOf, isVNet, onInspect }: HopPlaceProps) {
  const name = nameOf(vnet);
  return (
    <p className={css.place}>
      {isVNet ? (
        <button type="button" className={panel.link} onClick={() => onInspect(vnet)}>
          {name}
        </button>
      ) : (
        name
      )}
      {subnet === '' ? null : <span className={panel.quiet}> / {subnet}</span>}
    </p>
  );
}

function StepItem({ nameOf, step }: { readonly nameOf: Namer; readonly step: Step }) {
  const { text, code, note } = describeStep(nameOf, step);
  return (
    <li className={css.step}>
      <span className={css.sign} aria-hidden="true">
        {step.kind === 'deliver' ? <CheckmarkCircle16Regular /> : <ArrowCircleRight16Regular />}
      </span>
      <div>
        <p>
          {text} {code ? <code className={css.code}>{code}</code> : null}
        </p>
        {note ? <p className={css.note}>{note}</p> : null}
      </div>
    </li>
  );
}

function BlockerItem({ text, outcome }: { readonly text: string | undefined; readonly outcome: Trace['outcome'] }) {
  return (
    <li className={css.step} data-outcome={outcome}>
      <span className={css.sign} aria-hidden="true">
        {outcome === 'unknown' ? <QuestionCircle16Filled /> : <DismissCircle16Filled />}
      </span>
      <p className={css.blocker}>{text}</p>
    </li>
  );
}
