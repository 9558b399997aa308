import { ArrowRight12Regular } from '@fluentui/react-icons';
import { describeStep, type Step } from '@peerscape/shared/plan';
import type { Namer } from '@peerscape/shared/topology';
import { type RefObject, useRef } from 'react';
import { formatList } from '../../../lib/format/format.ts';
import { Section } from '../../../ui/panel.tsx';
import { ShowMore, useShowMore } from '../../../ui/show-more.tsx';
import { ActionSign } from '../action-sign.tsx';
import { describeStepReason } from './describe-reason.ts';
import { settingChanges } from './setting-changes.ts';
import { groupSteps, type NumberedStep, type StepSection } from './step-groups.ts';
import css from './step-list.module.css';

interface StepListProps {
  readonly steps: readonly Step[];
  readonly name: Namer;
}

/** Lists the steps of the plan by peering, numbered as listed; deletions are separate. */
export function StepList({ steps, name, list }: StepListProps & { readonly list?: RefObject<HTMLDivElement | null> | undefined }) {
  return (
    <div ref={list} className={css.list}>
      {groupSteps(steps).map((section) => (
        <Groups key={section.title} {...section} steps={steps} name={name} />
      ))}
    </div>
  );
}

/** Number of peerings shown initially, so that the panel opens quickly even for hundreds. */
const INITIAL_COUNT = 60;

function Groups({ title, groups, steps, name }: StepListProps & StepSection) {
  const list = useRef<HTMLDivElement>(null);
  const { shown, more } = useShowMore(groups, INITIAL_COUNT);
  return (
    <Section title={title} count={groups.reduce((sum, group) => sum + group.steps.length, 0)}>
      <div ref={list} className={css.groups}>
        {shown.map((group) => (
          <section key={group.key} className={css.group} aria-label={`${name(group.a)} – ${name(group.b)}`}>
            <h4 className={css.peering}>
              {name(group.a)} – {name(group.b)}
            </h4>
            <ol className={css.steps}>
              {group.steps.map((numbered) => (
                <StepItem key={numbered.step.id} {...numbered} steps={steps} name={name} />
              ))}
            </ol>
          </section>
        ))}
      </div>
      <ShowMore {...more} list={list} noun="peering" />
    </Section>
  );
}

function StepItem({ step, number, after, steps, name }: NumberedStep & StepListProps) {
  const changes = settingChanges(step, steps);
  const reason = describeStepReason(step.reason);
  return (
    <li className={css.step} value={number} data-item>
      <ActionSign action={step.action} />
      <div className={css.text}>
        <p>{describeStep(step, name)}.</p>
        {changes.length > 0 ? (
          <ul className={css.changes}>
            {changes.map(({ setting, before, after: to }) => (
              <li key={setting}>
                {setting}: <span className={css.before}>{before}</span> <ArrowRight12Regular aria-label="becomes" />{' '}
                <strong className={css.after}>{to}</strong>
              </li>
            ))}
          </ul>
        ) : null}
        {reason || after.length > 0 ? (
          <p className={css.reason}>
            {reason} {after.length > 0 ? `Runs after ${after.length === 1 ? 'step' : 'steps'} ${formatList(after.map(String))}.` : ''}
          </p>
        ) : null}
      </div>
      <span className={css.number}>{number}</span>
    </li>
  );
}
