import { Radio, RadioGroup, Switch } from '@fluentui/react-components';
import type { Through } from '@peerscape/shared/goals';
import { count } from '../../lib/format/format.ts';
import panel from '../../ui/panel.module.css';
import { Section } from '../../ui/panel.tsx';
import { THROUGH_WORDS } from './goal-words.ts';
import css from './goals.module.css';

/** What the spokes reach through their hub: it decides the options of both halves. */
export function ThroughChoice({ value, onChoose }: { readonly value: Through; readonly onChoose: (through: Through) => void }) {
  return (
    <Section title="Through the hub">
      <RadioGroup
        className={css.radios ?? ''}
        aria-label="Through the hub"
        value={value}
        onChange={(_, { value: picked }) => {
          const words = THROUGH_WORDS.find(({ id }) => id === picked);
          if (words) onChoose(words.id);
        }}
      >
        {THROUGH_WORDS.map(({ id, wish, note }) => (
          <Radio
            key={id}
            className={css.radio ?? ''}
            value={id}
            label={{
              children: (
                <>
                  {wish} {note ? <span className={css.why}>{note}</span> : null}
                </>
              ),
            }}
          />
        ))}
      </RadioGroup>
      <p className={panel.quiet}>Options that halves have already stay.</p>
    </Section>
  );
}

interface DirectSwitchProps {
  readonly count: number;
  readonly isOn: boolean;
  readonly onSwitch: (isOn: boolean) => void;
}

/** Whether the spokes lose the peerings that they have with each other. */
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
        {isOn ? 'Traffic between them then goes through the hub, or not at all.' : 'They keep reaching each other without the hub.'}
      </p>
    </Section>
  );
}
