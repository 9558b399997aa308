import { Button, Tooltip } from '@fluentui/react-components';
import { Dismiss16Regular, Search20Regular } from '@fluentui/react-icons';
import { completeSearch, type FindingMark, PRESETS, type SearchProblem, type Suggestion } from '@peerscape/shared/search';
import type { Topology } from '@peerscape/shared/topology';
import { type KeyboardEvent, type Ref, useId, useMemo, useRef, useState } from 'react';
import { mergeRefs } from './merge-refs.ts';
import css from './search.module.css';
import { stepped } from './stepped.ts';
import { SuggestionList } from './suggestion-list.tsx';

interface SearchBoxProps {
  readonly topology: Topology;
  /** What is known to be wrong, for completion. */
  readonly findings: readonly FindingMark[];
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly problem: SearchProblem | undefined;
  readonly inputRef: Ref<HTMLInputElement>;
}

/** The filter: a text in the search language, completed as it is typed; what is wrong with it is said beneath. */
export function SearchBox({ topology, findings, text, onText, problem, inputRef }: SearchBoxProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [caret, setCaret] = useState<number>();
  const [picked, setPicked] = useState(-1);
  const isOpen = caret !== undefined;
  const suggestions = useMemo(
    () => (caret === undefined ? [] : text.trim() === '' ? presetSuggestions(text) : completeSearch(topology, text, caret, findings)),
    [topology, text, caret, findings],
  );
  const active = Math.min(picked, suggestions.length - 1);
  const said = isOpen && problem?.unfinished ? undefined : problem;

  const close = () => {
    setCaret(undefined);
    setPicked(-1);
  };
  const accept = ({ from, to, insert }: Suggestion) => {
    const next = text.slice(0, from) + insert + text.slice(to);
    onText(next);
    setPicked(-1);
    const at = from + insert.length;
    setCaret(insert.endsWith(':') || text.trim() !== '' ? at : undefined);
    requestAnimationFrame(() => input.current?.setSelectionRange(at, at));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const chosen = suggestions[active];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (!isOpen) setCaret(event.currentTarget.selectionStart ?? text.length);
      else setPicked(stepped(active, step, suggestions.length));
    } else if ((event.key === 'Enter' || event.key === 'Tab') && isOpen && chosen) accept(chosen);
    else if (event.key === 'Enter') close();
    else if (event.key === 'Escape') {
      if (isOpen) close();
      else if (text) onText('');
      else event.currentTarget.blur();
    } else return;
    if (event.key !== 'Tab' || chosen) event.preventDefault();
    event.stopPropagation();
  };

  return (
    <search className={css.search}>
      <div className={css.box} data-wrong={said !== undefined}>
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
          aria-invalid={said !== undefined}
          aria-describedby={said ? `${id}-problem` : undefined}
          aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
          placeholder="Filter: name, 10.4.0.0/16, state:initiated…"
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => {
            onText(event.target.value);
            setCaret(event.target.selectionStart ?? event.target.value.length);
            setPicked(-1);
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
      {said || (isOpen && suggestions.length > 0) ? (
        <div className={css.popover}>
          {said ? (
            <p id={`${id}-problem`} className={css.problem} role="status">
              {said.problem}
            </p>
          ) : null}
          {isOpen ? <SuggestionList id={id} suggestions={suggestions} active={active} onAccept={accept} /> : null}
        </div>
      ) : null}
    </search>
  );
}

const presetSuggestions = (text: string): readonly Suggestion[] =>
  PRESETS.map((preset) => ({ label: preset.label, detail: preset.text, insert: preset.text, from: 0, to: text.length }));
