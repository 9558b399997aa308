import { Button, Input } from '@fluentui/react-components';
import { ArrowSwap16Regular } from '@fluentui/react-icons';
import type { ResourceKey } from '@peerscape/shared/arm';
import type { Protocol, Question } from '@peerscape/shared/reach';
import { createNamer } from '@peerscape/shared/topology';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { useLearnedRoutes } from '../../lib/server/use-learned-routes.ts';
import type { ReachPath } from '../../lib/state/reach-path.ts';
import panel from '../../ui/panel.module.css';
import { Panel } from '../../ui/panel.tsx';
import { SegmentedControl } from '../../ui/segmented-control.tsx';
import { useInitialFocus } from '../../ui/use-initial-focus.ts';
import { AnswerView } from './answer-view.tsx';
import { learnedRoutesOf } from './apply-readings.ts';
import { reachOf } from './engine.ts';
import { LearnedRoutesSection } from './learned-routes-section.tsx';
import { sourcesOfAnswer } from './missing-sources.ts';
import { formatPlace, parsePlace, vnetOf } from './place.ts';
import { PlaceField } from './place-field.tsx';
import css from './reach.module.css';
import { toReachPath } from './to-reach-path.ts';
import type { WaysOutProps } from './ways-out-section.tsx';

/** Question as in the URL; places are empty until they are chosen. */
interface ReachQuestion {
  readonly from: string;
  readonly to: string;
  readonly protocol: Protocol;
  /** Empty for any port. */
  readonly port: string;
}

interface ReachPanelProps extends Pick<WaysOutProps, 'topology' | 'rows' | 'planned' | 'onAdd' | 'onCopy'> {
  readonly question: ReachQuestion;
  /** Revision of the snapshot. */
  readonly revision: number;
  /** False for files, about which Azure cannot be asked. */
  readonly isLive: boolean;
  readonly onQuestion: (change: Partial<ReachQuestion>, options?: { readonly replace: boolean }) => void;
  readonly onInspect: (vnet: ResourceKey) => void;
  /** Receives the path for the map; undefined without an answer. */
  readonly onPath: (path: ReachPath | undefined) => void;
  readonly onClose: () => void;
}

const PROTOCOLS: Readonly<Record<Protocol, string>> = { tcp: 'TCP', udp: 'UDP', icmp: 'ICMP' };

/** Renders the question whether one place reaches another, and its answer. */
export function ReachPanel(props: ReachPanelProps) {
  const { topology, rows, question, revision, isLive, planned, onQuestion, onInspect, onPath, onAdd, onCopy, onClose } = props;
  const nameOf = useMemo(() => createNamer(topology), [topology]);
  const { from, to, protocol, port } = question;
  const ends = useMemo(() => {
    const [source, destination] = [parsePlace(topology, from), parsePlace(topology, to)];
    return source.ok && destination.ok ? { from: source.value, to: destination.value } : undefined;
  }, [topology, from, to]);
  const request = useMemo(
    (): Question | undefined =>
      ends && {
        from: formatPlace(ends.from),
        to: formatPlace(ends.to),
        protocol,
        ...(protocol !== 'icmp' && isPort(port) && { port: Number(port) }),
      },
    [ends, protocol, port],
  );
  const learned = useLearnedRoutes(isLive, revision);
  const { readings } = learned;
  const answer = useMemo(() => request && reachOf(topology, readings).answer(request), [topology, readings, request]);
  const learnedRoutes = useMemo(() => learnedRoutesOf(readings), [readings]);
  const path = useMemo(() => answer && ends && toReachPath(answer, vnetOf(ends.from), vnetOf(ends.to)), [answer, ends]);
  useEffect(() => {
    onPath(path);
    return () => onPath(undefined);
  }, [path, onPath]);
  const firstInput = useRef<HTMLInputElement>(null);
  const [firstEmpty] = useState(from === '' ? 'from' : to === '' ? 'to' : undefined);
  useInitialFocus(firstInput, '[data-side-panel]');
  const field = (end: 'from' | 'to') => ({
    topology,
    nameOf,
    value: question[end],
    onChange: (next: string) => onQuestion({ [end]: next }),
    ...(firstEmpty === end && { input: firstInput }),
  });
  return (
    <Panel kind="Reach" title="Can one place reach another?" onClose={onClose}>
      <form className={css.form} aria-label="Question" onSubmit={(event) => event.preventDefault()}>
        <div className={css.places}>
          <PlaceField label="From" {...field('from')} />
          <PlaceField label="To" hasInternet {...field('to')} />
          <Button
            className={css.swap ?? ''}
            size="small"
            appearance="subtle"
            icon={<ArrowSwap16Regular />}
            aria-label="Swap"
            title="Swap"
            onClick={() => onQuestion({ from: to, to: from })}
          />
        </div>
        <div className={css.details}>
          <SegmentedControl
            label="Protocol"
            options={PROTOCOLS}
            value={protocol}
            onChoose={(next) => onQuestion({ protocol: next }, { replace: true })}
          />
          {protocol === 'icmp' ? null : <PortField port={port} onChange={(next) => onQuestion({ port: next }, { replace: true })} />}
        </div>
      </form>
      {ends && request && answer ? (
        <AnswerView
          {...{ topology, rows, nameOf, question: request, from: ends.from, to: ends.to, answer, planned, onAdd, onCopy, onInspect }}
          learned={learnedRoutes}
        >
          <LearnedRoutesSection {...{ topology, learned, revision, isLive }} sources={sourcesOfAnswer(answer)} />
        </AnswerView>
      ) : (
        <p className={`${css.hint} ${panel.quiet}`}>
          Choose two places. The answer is computed from what Peerscape has read; no packets are sent.
        </p>
      )}
    </Panel>
  );
}

const MAX_PORT = 65_535;

const isPort = (text: string): boolean => /^\d{1,5}$/.test(text) && Number(text) > 0 && Number(text) <= MAX_PORT;

function PortField({ port, onChange }: { readonly port: string; readonly onChange: (port: string) => void }) {
  const id = useId();
  const isValid = port === '' || isPort(port);
  return (
    <span className={css.port}>
      <label htmlFor={id}>Port</label>
      <Input
        id={id}
        className={css.portInput ?? ''}
        size="small"
        inputMode="numeric"
        placeholder="any"
        maxLength={5}
        autoComplete="off"
        aria-invalid={!isValid}
        aria-describedby={`${id}-problem`}
        value={port}
        onChange={(_, { value }) => onChange(value.trim())}
      />
      <span id={`${id}-problem`} className={css.problem}>
        {isValid ? '' : '1 to 65535'}
      </span>
    </span>
  );
}
