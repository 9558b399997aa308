import { Field, Input, Switch } from '@fluentui/react-components';
import type { Plan } from '@peerscape/shared/plan';
import type { HalfRef, Topology } from '@peerscape/shared/topology';
import { nameOf } from '../../lib/format/names.ts';
import { halfIn } from '../../lib/state/draft.ts';
import { OPTION_WISHES } from '../../lib/state/option-wishes.ts';
import panel from '../../ui/panel.module.css';
import { Prose } from '../../ui/prose.tsx';
import css from './connect.module.css';
import type { WantedHalf } from './wanted.ts';

interface HalfFormProps {
  readonly topology: Topology;
  readonly half: HalfRef;
  readonly plan: Plan;
  readonly wanted: WantedHalf;
  readonly onWanted: (wanted: WantedHalf) => void;
}

/** One half: its name, while it can still be chosen, and its options as sentences. */
export function HalfForm({ topology, half, plan, wanted, onWanted }: HalfFormProps) {
  const local = nameOf(topology, half.from);
  const remote = nameOf(topology, half.to);
  const existing = halfIn(topology, half);
  const planned = plan.steps.find((step) => step.half.from === half.from && step.half.to === half.to)?.half.name;
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
        <Field label={`Name of the half that ${local} owns`} size="small">
          <Input
            value={wanted.name}
            placeholder={planned ?? `${local}-${remote}`}
            maxLength={200}
            spellCheck={false}
            autoComplete="off"
            onChange={(_, { value }) => onWanted({ ...wanted, name: value })}
          />
        </Field>
      )}
      <div>
        {OPTION_WISHES.map(({ flag, wish, property }) => (
          <Switch
            key={flag}
            className={css.switch ?? ''}
            title={property}
            checked={wanted.flags[flag]}
            label={{ children: <Prose text={wish(local, remote)} /> }}
            onChange={(_, { checked }) => onWanted({ ...wanted, flags: { ...wanted.flags, [flag]: checked } })}
          />
        ))}
      </div>
    </section>
  );
}
