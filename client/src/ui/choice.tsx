import { Radio, RadioGroup, Switch } from '@fluentui/react-components';
import { type ReactNode, type RefObject, useId } from 'react';
import css from './choice.module.css';

interface SwitchFieldProps {
  readonly label: ReactNode;
  /** Description under the switch. */
  readonly note?: ReactNode;
  readonly isOn: boolean;
  readonly onSwitch: (isOn: boolean) => void;
}

/** Switch of a form in a panel, with a description. */
export function SwitchField({ label, note, isOn, onSwitch }: SwitchFieldProps) {
  const id = useId();
  return (
    <div>
      <Switch
        className={css.switch ?? ''}
        {...(note ? { 'aria-describedby': id } : {})}
        checked={isOn}
        label={{ children: label }}
        onChange={(_, { checked }) => onSwitch(checked)}
      />
      {note ? (
        <p id={id} className={css.note}>
          {note}
        </p>
      ) : null}
    </div>
  );
}

interface RadioOption<T extends string> {
  readonly value: T;
  readonly label: string;
  /** Short text after the label. */
  readonly hint?: string | undefined;
}

interface RadioListProps<T extends string> {
  /** Accessible name: the heading above the list. */
  readonly label: string;
  readonly options: readonly RadioOption<T>[];
  readonly value: T | undefined;
  readonly isHorizontal?: boolean;
  /** Ref of the element whose children are the radio buttons. */
  readonly list?: RefObject<Element | null>;
  readonly onChoose: (value: T) => void;
}

/** Radio buttons of a form in a panel. */
export const RadioList = <T extends string>({ label, options, value, isHorizontal = false, list, onChoose }: RadioListProps<T>) => (
  // the types of RadioGroup accept no ref
  <div
    ref={(parent) => {
      if (list) list.current = parent?.firstElementChild ?? null;
    }}
  >
    <RadioGroup
      className={css.radios ?? ''}
      layout={isHorizontal ? 'horizontal' : 'vertical'}
      aria-label={label}
      value={value ?? ''}
      onChange={(_, data) => {
        const option = options.find((one) => one.value === data.value);
        if (option) onChoose(option.value);
      }}
    >
      {options.map((option) => (
        <Radio
          key={option.value}
          className={css.radio ?? ''}
          value={option.value}
          label={{
            children: (
              <>
                {option.label} {option.hint ? <span className={css.hint}>{option.hint}</span> : null}
              </>
            ),
          }}
        />
      ))}
    </RadioGroup>
  </div>
);
