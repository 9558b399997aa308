import type { ResourceKey } from '@peerscape/shared/arm';
import type { HubCandidate } from '@peerscape/shared/goals';
import { createNamer, type Topology } from '@peerscape/shared/topology';
import { useMemo, useRef } from 'react';
import { RadioList } from '../../ui/choice.tsx';
import { Section } from '../../ui/panel.tsx';
import { ShowMore, useShowMore } from '../../ui/show-more.tsx';

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
  const list = useRef<Element>(null);
  const { shown, more } = useShowMore(candidates, INITIAL_COUNT, { isPinned: ({ key }) => key === value });
  return (
    <Section title={title}>
      <RadioList
        list={list}
        label={title}
        value={value}
        options={shown.map(({ key, why }) => ({ value: key, label: name(key), hint: why }))}
        onChoose={onChoose}
      />
      <ShowMore {...more} list={list} noun="VNet" />
    </Section>
  );
}
