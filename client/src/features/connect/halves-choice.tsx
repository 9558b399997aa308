import type { Topology } from '@peerscape/shared/topology';
import { nameOf } from '../../lib/format/names.ts';
import type { Pair } from '../../lib/format/pair-text.ts';
import { RadioList } from '../../ui/choice.tsx';
import panel from '../../ui/panel.module.css';
import { Section } from '../../ui/panel.tsx';
import type { ConnectValues } from './connect-values.ts';

interface HalvesChoiceProps {
  readonly topology: Topology;
  readonly pair: Pair;
  readonly values: ConnectValues;
  readonly onChange: (values: ConnectValues) => void;
}

/** Lets the user create both halves, or only their own and leave the other one to its owner. */
export function HalvesChoice({ topology, pair, values, onChange }: HalvesChoiceProps) {
  const [a, b] = [nameOf(topology, pair.a), nameOf(topology, pair.b)];
  const choices = [
    { value: 'both', label: 'Both halves' },
    { value: 'a', label: `Only ${a} → ${b}` },
    { value: 'b', label: `Only ${b} → ${a}` },
  ] as const;
  return (
    <Section title="Create">
      <RadioList
        label="Create"
        isHorizontal
        value={values.only ?? 'both'}
        options={choices}
        onChoose={(value) => onChange({ ...values, only: value === 'both' ? undefined : value })}
      />
      {values.only ? (
        <p className={panel.quiet}>
          It stays Initiated, and no traffic passes, until the owner of {values.only === 'a' ? b : a} creates the other half.
        </p>
      ) : null}
    </Section>
  );
}
