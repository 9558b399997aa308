import { Combobox, Field, Option } from '@fluentui/react-components';
import type { Namer, Topology } from '@peerscape/shared/topology';
import { type KeyboardEvent, type Ref, useState } from 'react';
import { formatPlace, parsePlace, placeLabel } from './place.ts';
import css from './reach.module.css';
import { suggestPlaces } from './suggest-places.ts';

interface PlaceFieldProps {
  readonly topology: Topology;
  readonly nameOf: Namer;
  readonly label: string;
  /** Place as in the URL; empty for none. */
  readonly value: string;
  /** The internet can be chosen. */
  readonly hasInternet?: boolean;
  readonly input?: Ref<HTMLInputElement>;
  readonly onChange: (value: string) => void;
}

/** Text that is being typed over a value. */
interface TypedText {
  readonly over: string;
  readonly text: string;
  /** Set once the text was entered and names no place. */
  readonly problem?: string;
}

/** Field for a place: a VNet or subnet from a list, or an IP address. */
export function PlaceField({ topology, nameOf, label, value, hasInternet = false, input, onChange }: PlaceFieldProps) {
  const [lastTyped, setTyped] = useState<TypedText>();
  const typed = lastTyped?.over === value ? lastTyped : undefined;
  const chosen = value === '' ? undefined : parsePlace(topology, value);
  const shown = typed?.text ?? (chosen?.ok ? placeLabel(nameOf, chosen.value) : value);
  const problem = typed ? typed.problem : chosen && !chosen.ok ? chosen.problem : undefined;
  const choose = (next: string) => {
    setTyped(undefined);
    if (next !== value) onChange(next);
  };
  const enter = () => {
    if (!typed) return;
    if (typed.text.trim() === '') return choose('');
    const place = parsePlace(topology, typed.text);
    if (place.ok) choose(formatPlace(place.value));
    else setTyped({ ...typed, problem: place.problem });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    // with a highlighted option, Enter chooses it
    if (event.key === 'Enter' && !event.currentTarget.getAttribute('aria-activedescendant')) enter();
  };
  const suggestions = suggestPlaces(topology, nameOf, typed?.text ?? '', hasInternet);
  return (
    <Field label={label} size="small" {...(problem && { validationState: 'error' as const, validationMessage: problem })}>
      <Combobox
        className={css.field ?? ''}
        freeform
        expandIcon={null}
        size="small"
        placeholder="VNet, subnet or IP address"
        spellCheck={false}
        autoComplete="off"
        value={shown}
        selectedOptions={[]}
        {...(input && { input: { ref: input } })}
        onChange={({ target }) => setTyped({ over: value, text: target.value })}
        onOptionSelect={(_, { optionValue }) => {
          if (optionValue !== undefined) choose(optionValue);
        }}
        onKeyDown={onKeyDown}
        onBlur={enter}
      >
        {suggestions.map((suggestion) => (
          <Option key={suggestion.value} value={suggestion.value} text={suggestion.label} checkIcon={null}>
            <span className={css.option}>
              <span className={css.optionName}>{suggestion.label}</span>
              <span className={css.quiet}>{suggestion.detail}</span>
            </span>
          </Option>
        ))}
      </Combobox>
    </Field>
  );
}
