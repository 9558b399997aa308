import { Field, Input, Switch } from '@fluentui/react-components';
import type { Plan } from '@peerscape/shared/plan';
import type { HalfRef, Topology } from '@peerscape/shared/topology';
import { useId } from 'react';
import { nameOf } from '../../lib/format/names.ts';
import { findHalf } from '../../lib/state/draft.ts';
import { OPTION_SWITCHES } from '../../lib/state/option-switches.ts';
import panel from '../../ui/panel.module.css';
import { Prose } from '../../ui/prose.tsx';
import css from './connect.module.css';
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
  const id = useId();
  const local = nameOf(topology, half.from);
  const remote = nameOf(topology, half.to);
  const existing = findHalf(topology, half);
  const plannedName = plan.steps.find((step) => step.half.from === half.from && step.half.to === half.to)?.half.name;
  return (
    <section className={css.half} aria-label={`${local} → ${remote}`}>
      <h3 className={css.halfTitle}>
        {local} <span className={panel.quiet}>→ {remote}</span>
      </h3>
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
          <div key={flag}>
            <Switch
              className={css.switch ?? ''}
              aria-describedby={`${id}-${flag}`}
              checked={values.flags[flag]}
              label={{ children: <Prose text={label(local, remote)} /> }}
              onChange={(_, { checked }) => onChange({ ...values, flags: { ...values.flags, [flag]: checked } })}
            />
            <p id={`${id}-${flag}`} className={css.note}>
              <code>{property}</code>
            </p>
          </div>
        ))}
      </div>
    </section>
  );
}
