import { Button, Tooltip } from '@fluentui/react-components';
import { Dismiss16Regular, Search20Regular } from '@fluentui/react-icons';
import { completeSearch, type FindingMark, PRESETS, type SearchProblem, type Suggestion } from '@peerscape/shared/search';
import type { Topology } from '@peerscape/shared/topology';
import { type KeyboardEvent, type Ref, type RefCallback, useId, useMemo, useRef, useState } from 'react';
import css from './search.module.css';
import { SuggestionList } from './suggestion-list.tsx';

interface SearchBoxProps {
  readonly topology: Topology;
  /** Findings, for completion. */
  readonly findings: readonly FindingMark[];
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly problem: SearchProblem | undefined;
  /** Names the resource types that the source lacks, if they make the result incomplete. */
  readonly incomplete: string | undefined;
  readonly inputRef: Ref<HTMLInputElement>;
}

/** Renders the filter box: a text in the filter language with completion; a syntax error is shown below it. */
export function SearchBox({ topology, findings, text, onText, problem, incomplete, inputRef }: SearchBoxProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [caret, setCaret] = useState<number>();
  const [highlighted, setHighlighted] = useState(-1);
  const isOpen = caret !== undefined;
  const suggestions = useMemo(
    () => (caret === undefined ? [] : text.trim() === '' ? presetSuggestions(text) : completeSearch(topology, text, caret, findings)),
    [topology, text, caret, findings],
  );
  const active = Math.min(highlighted, suggestions.length - 1);
  const visibleProblem = isOpen && problem?.unfinished ? undefined : problem;

  const close = () => {
    setCaret(undefined);
    setHighlighted(-1);
  };
  const accept = ({ from, to, insert }: Suggestion) => {
    const next = text.slice(0, from) + insert + text.slice(to);
    onText(next);
    setHighlighted(-1);
    const end = from + insert.length;
    setCaret(insert.endsWith(':') || text.trim() !== '' ? end : undefined);
    requestAnimationFrame(() => input.current?.setSelectionRange(end, end));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const suggestion = suggestions[active];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (!isOpen) setCaret(event.currentTarget.selectionStart ?? text.length);
      else setHighlighted(nextSuggestion(active, step, suggestions.length));
    } else if ((event.key === 'Enter' || event.key === 'Tab') && isOpen && suggestion) accept(suggestion);
    else if (event.key === 'Enter') close();
    else if (event.key === 'Escape') {
      if (isOpen) close();
      else if (text) onText('');
      else event.currentTarget.blur();
    } else return;
    if (event.key !== 'Tab' || suggestion) event.preventDefault();
    event.stopPropagation();
  };

  return (
    <search className={css.search}>
      <div className={css.box} data-invalid={visibleProblem !== undefined}>
        <Search20Regular className={css.icon ?? ''} aria-hidden="true" />
        <input
          ref={mergeRefs(input, inputRef)}
          className={css.input}
          type="text"
          role="combobox"
          aria-label="Filter VNets and peerings"
          aria-expanded={isOpen && suggestions.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-invalid={visibleProblem !== undefined}
          aria-describedby={visibleProblem ? `${id}-problem` : undefined}
          aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
          placeholder="Filter: name, 10.4.0.0/16, state:initiated…"
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => {
            onText(event.target.value);
            setCaret(event.target.selectionStart ?? event.target.value.length);
            setHighlighted(-1);
          }}
          onFocus={(event) => setCaret(event.target.selectionStart ?? text.length)}
          onClick={(event) => setCaret(event.currentTarget.selectionStart ?? text.length)}
          onBlur={close}
          onKeyDown={onKeyDown}
        />
        {text ? (
          <Tooltip content="Clear the filter" relationship="label">
            <Button appearance="subtle" size="small" icon={<Dismiss16Regular />} onClick={() => onText('')} />
          </Tooltip>
        ) : (
          <kbd className={css.key}>/</kbd>
        )}
      </div>
      {visibleProblem || (isOpen && (incomplete || suggestions.length > 0)) ? (
        <div className={css.popover}>
          {visibleProblem ? (
            <p id={`${id}-problem`} className={css.problem} role="status">
              {visibleProblem.problem}
            </p>
          ) : null}
          {incomplete ? (
            <p className={css.note} role="status">
              {incomplete}
            </p>
          ) : null}
          {isOpen ? <SuggestionList id={id} suggestions={suggestions} active={active} onAccept={accept} /> : null}
        </div>
      ) : null}
    </search>
  );
}

/** Returns the suggestion that an arrow key leads to. The steps wrap around, and -1 is the text itself. */
export const nextSuggestion = (index: number, step: 1 | -1, count: number): number => ((index + 1 + step + count + 1) % (count + 1)) - 1;

/** Returns a ref callback that sets all refs. */
const mergeRefs =
  <T,>(...refs: readonly Ref<T>[]): RefCallback<T> =>
  (value) => {
    for (const ref of refs) {
      if (typeof ref === 'function') ref(value);
      else if (ref) ref.current = value;
    }
  };

const presetSuggestions = (text: string): readonly Suggestion[] =>
  PRESETS.map((preset) => ({ label: preset.label, detail: preset.text, insert: preset.text, from: 0, to: text.length }));
