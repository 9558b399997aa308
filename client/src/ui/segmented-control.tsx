import { useId } from 'react';
import css from './segmented-control.module.css';

interface SegmentedControlProps<T extends string> {
  /** Accessible name. */
  readonly label: string;
  /** Labels of the options. */
  readonly options: Readonly<Record<T, string>>;
  readonly value: T;
  readonly onChoose: (value: T) => void;
}

/** Switch between a few options that are all visible, for a toolbar. */
export function SegmentedControl<T extends string>({ label, options, value, onChoose }: SegmentedControlProps<T>) {
  const name = useId();
  return (
    <fieldset className={css.control} aria-label={label}>
      {Object.entries<string>(options).map(([option, text]) => (
        <label key={option} className={css.option} data-chosen={option === value}>
          <input
            type="radio"
            className="visually-hidden"
            name={name}
            value={option}
            checked={option === value}
            onChange={() => onChoose(option as T)}
          />
          {text}
        </label>
      ))}
    </fieldset>
  );
}
