import { Field, Input } from '@fluentui/react-components';
import { type GoalPlan, NAME_PLACEHOLDERS, patternProblem, USUAL_NAMES } from '@peerscape/shared/goals';
import { Section } from '../../ui/panel.tsx';

interface NamesFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly plan: GoalPlan | undefined;
}

/** Edits the naming pattern for new halves and shows the name of the first one as an example. */
export function NamesField({ value, onChange, plan }: NamesFieldProps) {
  const problem = patternProblem(value);
  const example = plan?.plan.steps.find(({ action }) => action === 'create')?.half.name;
  return (
    <Section title="Names of new halves">
      <Field
        label="Pattern"
        size="small"
        hint={`${example ? `Example: ${example}. ` : ''}Placeholders: ${NAME_PLACEHOLDERS.map((word) => `{${word}}`).join(' ')}`}
        {...(problem && { validationState: 'error' as const, validationMessage: problem })}
      >
        <Input
          value={value}
          placeholder={USUAL_NAMES}
          maxLength={200}
          spellCheck={false}
          autoComplete="off"
          onChange={(_, { value: text }) => onChange(text)}
        />
      </Field>
    </Section>
  );
}
