import type { Suggestion } from '@peerscape/shared/search';
import css from './search.module.css';

interface SuggestionListProps {
  readonly id: string;
  readonly suggestions: readonly Suggestion[];
  readonly active: number;
  readonly onAccept: (suggestion: Suggestion) => void;
}

/** Renders the suggestions; the keyboard focus stays in the box. */
export function SuggestionList({ id, suggestions, active, onAccept }: SuggestionListProps) {
  return (
    <div id={`${id}-list`} role="listbox" aria-label="Suggestions">
      {suggestions.map((suggestion, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the box handles the keys, as the combobox pattern requires
        <div
          key={`${suggestion.label} ${suggestion.detail}`}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          tabIndex={-1}
          className={css.option}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onAccept(suggestion)}
        >
          <span className={css.label}>{suggestion.label}</span>
          <span className={css.detail}>{suggestion.detail}</span>
        </div>
      ))}
    </div>
  );
}
