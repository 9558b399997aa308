import { Field, Input } from '@fluentui/react-components';
import type { Plan } from '@peerscape/shared/plan';
import type { HalfRef, Topology } from '@peerscape/shared/topology';
import { nameOf } from '../../lib/format/names.ts';
import { findHalf } from '../../lib/state/draft.ts';
import { OPTION_SWITCHES } from '../../lib/state/option-switches.ts';
import { SwitchField } from '../../ui/choice.tsx';
import panel from '../../ui/panel.module.css';
import { Prose } from '../../ui/prose.tsx';
import { Column } from '../../ui/side-by-side.tsx';
import type { HalfValues } from './connect-values.ts';

interface HalfFormProps {
  readonly topology: Topology;
  readonly half: HalfRef;
  readonly plan: Plan;
  readonly values: HalfValues;
  readonly onChange: (values: HalfValues) => void;
}

/** Form fields of one half: its name, unless it exists already, and a switch with the ARM property for each option. */
export function HalfForm({ topology, half, plan, values, onChange }: HalfFormProps) {
  const local = nameOf(topology, half.from);
  const remote = nameOf(topology, half.to);
  const existing = findHalf(topology, half);
  const plannedName = plan.steps.find((step) => step.half.from === half.from && step.half.to === half.to)?.half.name;
  return (
    <Column
      label={`${local} → ${remote}`}
      title={
        <>
          {local} <span className={panel.quiet}>→ {remote}</span>
        </>
      }
    >
      {existing ? (
        <p className={panel.quiet}>
          <code>{existing.name}</code>, {existing.state}
        </p>
      ) : (
        <Field label={`Peering link name in ${local}`} size="small">
          <Input
            value={values.name}
            placeholder={plannedName ?? `${local}-${remote}`}
            maxLength={200}
            spellCheck={false}
            autoComplete="off"
            onChange={(_, { value }) => onChange({ ...values, name: value })}
          />
        </Field>
      )}
      <div>
        {OPTION_SWITCHES.map(({ flag, label, property }) => (
          <SwitchField
            key={flag}
            label={<Prose text={label(local, remote)} />}
            note={<code>{property}</code>}
            isOn={values.flags[flag]}
            onSwitch={(isOn) => onChange({ ...values, flags: { ...values.flags, [flag]: isOn } })}
          />
        ))}
      </div>
    </Column>
  );
}
