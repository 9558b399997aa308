import { Radio, RadioGroup } from '@fluentui/react-components';
import type { Topology } from '@peerscape/shared/topology';
import { nameOf } from '../../lib/format/names.ts';
import type { Pair } from '../../lib/format/pair-text.ts';
import panel from '../../ui/panel.module.css';
import css from './connect.module.css';
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
    { value: 'both', only: undefined, label: 'Both halves' },
    { value: 'a', only: 'a', label: `Only ${a} → ${b}` },
    { value: 'b', only: 'b', label: `Only ${b} → ${a}` },
  ] as const;
  return (
    <section className={css.section}>
      <h3 id="which-halves" className={panel.heading}>
        Create
      </h3>
      <RadioGroup
        className={css.radios ?? ''}
        layout="horizontal"
        aria-labelledby="which-halves"
        value={values.only ?? 'both'}
        onChange={(_, { value }) => onChange({ ...values, only: choices.find((choice) => choice.value === value)?.only })}
      >
        {choices.map(({ value, label }) => (
          <Radio key={value} className={css.radio ?? ''} value={value} label={label} />
        ))}
      </RadioGroup>
      {values.only ? (
        <p className={panel.quiet}>
          It stays Initiated, and no traffic passes, until the owner of {values.only === 'a' ? b : a} creates the other half.
        </p>
      ) : null}
    </section>
  );
}
