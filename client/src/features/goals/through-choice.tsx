import type { Through } from '@peerscape/shared/goals';
import { count } from '../../lib/format/format.ts';
import { RadioList, SwitchField } from '../../ui/choice.tsx';
import panel from '../../ui/panel.module.css';
import { Section } from '../../ui/panel.tsx';
import { THROUGH_OPTIONS } from './goal-labels.ts';

/** Lets the user choose what spokes reach through the hub, which decides the options of both halves. */
export function ThroughChoice({ value, onChoose }: { readonly value: Through; readonly onChoose: (through: Through) => void }) {
  return (
    <Section title="Through the hub">
      <RadioList
        label="Through the hub"
        value={value}
        options={THROUGH_OPTIONS.map(({ id, label, note }) => ({ value: id, label, hint: note }))}
        onChoose={onChoose}
      />
      <p className={panel.quiet}>Options that are already on stay on.</p>
    </Section>
  );
}

/** Lets the user choose whether VNets that Azure Virtual Network Manager connects are peered as well. */
export function ConnectedSwitch({ count: pairs, isOn, onSwitch }: DirectSwitchProps) {
  return (
    <Section title="Connected without peerings">
      <SwitchField
        label={`Also peer ${count(pairs, 'pair')} that Azure Virtual Network Manager connects`}
        isOn={isOn}
        onSwitch={onSwitch}
      />
      <p className={panel.quiet}>
        {isOn ? 'A peering takes precedence over the connection of the group.' : 'These pairs reach each other already.'}
      </p>
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
      <SwitchField label={`Delete ${count(peerings, 'direct peering')} between the spokes`} isOn={isOn} onSwitch={onSwitch} />
      <p className={panel.quiet}>
        {isOn ? 'Spokes then reach each other through the hub, or not at all.' : 'Spokes still reach each other directly.'}
      </p>
    </Section>
  );
}
