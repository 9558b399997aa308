import { Button } from '@fluentui/react-components';
import type { ResourceKey } from '@peerscape/shared/arm';
import type { HubCandidate } from '@peerscape/shared/goals';
import { createNamer, type Topology } from '@peerscape/shared/topology';
import { useMemo, useState } from 'react';
import { formatNumber } from '../../lib/format/format.ts';
import { RadioList } from '../../ui/choice.tsx';
import { Section } from '../../ui/panel.tsx';
import css from './goals.module.css';

interface HubChoiceProps {
  readonly topology: Topology;
  readonly title: string;
  readonly candidates: readonly HubCandidate[];
  readonly value: ResourceKey | undefined;
  readonly onChoose: (key: ResourceKey) => void;
}

const INITIAL_COUNT = 3;

/** Lets the user choose the hub among candidates, the best guess first, each with its evidence. */
export function HubChoice({ topology, title, candidates, value, onChoose }: HubChoiceProps) {
  const name = useMemo(() => createNamer(topology), [topology]);
  const [showsAll, setShowsAll] = useState(false);
  const more = candidates.length - INITIAL_COUNT;
  const listed = showsAll || more <= 1 ? candidates : candidates.filter(({ key }, i) => i < INITIAL_COUNT || key === value);
  return (
    <Section title={title}>
      <RadioList
        label={title}
        value={value}
        options={listed.map(({ key, why }) => ({ value: key, label: name(key), hint: why }))}
        onChoose={onChoose}
      />
      {listed.length < candidates.length ? (
        <Button className={css.more ?? ''} size="small" appearance="subtle" onClick={() => setShowsAll(true)}>
          Show {formatNumber(candidates.length - listed.length)} more
        </Button>
      ) : null}
    </Section>
  );
}
