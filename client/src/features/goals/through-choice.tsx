import { Radio, RadioGroup, Switch } from '@fluentui/react-components';
import type { Through } from '@peerscape/shared/goals';
import { count } from '../../lib/format/format.ts';
import panel from '../../ui/panel.module.css';
import { Section } from '../../ui/panel.tsx';
import { THROUGH_OPTIONS } from './goal-labels.ts';
import css from './goals.module.css';

/** Lets the user choose what spokes reach through the hub, which decides the options of both halves. */
export function ThroughChoice({ value, onChoose }: { readonly value: Through; readonly onChoose: (through: Through) => void }) {
  return (
    <Section title="Through the hub">
      <RadioGroup
        className={css.radios ?? ''}
        aria-label="Through the hub"
        value={value}
        onChange={(_, { value: selectedId }) => {
          const option = THROUGH_OPTIONS.find(({ id }) => id === selectedId);
          if (option) onChoose(option.id);
        }}
      >
        {THROUGH_OPTIONS.map(({ id, label, note }) => (
          <Radio
            key={id}
            className={css.radio ?? ''}
            value={id}
            label={{
              children: (
                <>
                  {label} {note ? <span className={css.why}>{note}</span> : null}
                </>
              ),
            }}
          />
        ))}
      </RadioGroup>
      <p className={panel.quiet}>Options that are already on stay on.</p>
    </Section>
  );
}

interface DirectSwitchProps {
  readonly count: number;
  readonly isOn: boolean;
  readonly onSwitch: (isOn: boolean) => void;
}

/** Lets the user choose whether direct peerings between the spokes are deleted. */
export function DirectSwitch({ count: peerings, isOn, onSwitch }: DirectSwitchProps) {
  return (
    <Section title="Between the spokes">
      <Switch
        className={css.switch ?? ''}
        checked={isOn}
        label={`Delete ${count(peerings, 'direct peering')} between the spokes`}
        onChange={(_, { checked }) => onSwitch(checked)}
      />
      <p className={panel.quiet}>
        {isOn ? 'Spokes then reach each other through the hub, or not at all.' : 'Spokes still reach each other directly.'}
      </p>
    </Section>
  );
}
