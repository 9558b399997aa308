import { Button } from '@fluentui/react-components';
import { Dismiss16Regular, QuestionCircle16Regular, Search20Regular, Star16Filled, Star16Regular } from '@fluentui/react-icons';
import { completeSearch, type FindingMark, type SearchProblem, type Suggestion } from '@peerscape/shared/search';
import type { Topology } from '@peerscape/shared/topology';
import { type FocusEvent, type KeyboardEvent, type Ref, type RefCallback, useId, useMemo, useRef, useState } from 'react';
import { type FilterCount, formatCount, formatCountSentence } from '../../lib/state/filter-counts.ts';
import type { SavedFilter } from '../../lib/state/saved-filters.ts';
import { Tooltip } from '../../ui/tooltip.tsx';
import { namedSuggestions } from './named-suggestions.ts';
import css from './search.module.css';
import { SearchNotes } from './search-notes.tsx';
import { SuggestionList } from './suggestion-list.tsx';

interface SearchBoxProps {
  readonly topology: Topology;
  /** Findings, for completion. */
  readonly findings: readonly FindingMark[];
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly problem: SearchProblem | undefined;
  /** The filter in force: the last valid text. */
  readonly inForce: string;
  /** Number of matches; undefined when there is no filter. */
  readonly filterCount: FilterCount | undefined;
  /** Explains why the result is incomplete, if it is. */
  readonly incomplete: string | undefined;
  readonly savedFilters: readonly SavedFilter[];
  /** Opens the list of saved filters, where the one in force can be saved. */
  readonly onSavedFilters: () => void;
  readonly onHelp: () => void;
  readonly inputRef: Ref<HTMLInputElement>;
}

/** Renders the filter box: a text in the filter language with completion and the number of matches; a syntax error is shown below it. */
export function SearchBox(props: SearchBoxProps) {
  const { topology, findings, text, onText, problem, inForce, filterCount, incomplete, savedFilters, inputRef } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [caret, setCaret] = useState<number>();
  const [highlighted, setHighlighted] = useState(-1);
  const isOpen = caret !== undefined;
  const suggestions = useMemo(
    () =>
      caret === undefined
        ? []
        : text.trim() === ''
          ? namedSuggestions(savedFilters, text)
          : completeSearch(topology, text, caret, findings),
    [topology, text, caret, findings, savedFilters],
  );
  const active = Math.min(highlighted, suggestions.length - 1);
  const isInvalid = problem !== undefined && !(isOpen && problem.unfinished);
  const isSaved = savedFilters.some((filter) => filter.text === inForce);

  const close = () => {
    setCaret(undefined);
    setHighlighted(-1);
  };
  const closeUnlessInside = ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) => {
    if (!currentTarget.contains(relatedTarget)) close();
  };
  const clear = () => {
    onText('');
    close();
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
    <search className={css.search} onBlur={closeUnlessInside}>
      <div className={css.box} data-invalid={isInvalid}>
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
          aria-invalid={isInvalid}
          aria-describedby={problem ? `${id}-problem` : undefined}
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
          onKeyDown={onKeyDown}
        />
        {filterCount ? (
          <output className={css.count} aria-label={formatCountSentence(filterCount)}>
            {formatCount(filterCount)}
          </output>
        ) : null}
        {inForce ? (
          <Tooltip content={isSaved ? 'Saved filters' : 'Save this filter'} relationship="label">
            <Button
              className={css.save ?? ''}
              appearance="subtle"
              size="small"
              icon={isSaved ? <Star16Filled /> : <Star16Regular />}
              onClick={props.onSavedFilters}
            />
          </Tooltip>
        ) : null}
        {text ? (
          <Tooltip content="Clear the filter" relationship="label">
            <Button appearance="subtle" size="small" icon={<Dismiss16Regular />} onClick={clear} />
          </Tooltip>
        ) : (
          <kbd className={css.key}>/</kbd>
        )}
      </div>
      {problem || (isOpen && (incomplete || suggestions.length > 0)) ? (
        <div className={css.popover}>
          <SearchNotes id={`${id}-problem`} problem={problem} isTyping={isOpen} inForce={inForce} incomplete={incomplete} />
          {isOpen ? <SuggestionList id={id} suggestions={suggestions} active={active} onAccept={accept} /> : null}
          {isOpen && text.trim() === '' ? (
            // biome-ignore lint/a11y/noStaticElementInteractions: only keeps the focus in the box, so that the list stays open for the click
            <div className={css.links} onMouseDown={(event) => event.preventDefault()}>
              <Button size="small" appearance="subtle" icon={<Star16Regular />} onClick={props.onSavedFilters}>
                Saved filters…
              </Button>
              <Button size="small" appearance="subtle" icon={<QuestionCircle16Regular />} onClick={props.onHelp}>
                Filter help
              </Button>
            </div>
          ) : null}
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
