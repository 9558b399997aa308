import { Command } from 'cmdk';
import type { ReactNode, Ref } from 'react';
import css from './search-list.module.css';

interface SearchListProps {
  /** Accessible name of the box. */
  readonly label: string;
  readonly placeholder: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Highlighted item, if the owner controls it. */
  readonly highlighted?: { readonly value: string; readonly onChange: (value: string) => void };
  readonly input?: Ref<HTMLInputElement>;
  readonly autoFocus?: boolean;
  /** Sentence about the text, above the results. */
  readonly note?: string | undefined;
  /** Items that match the text, and groups of them. */
  readonly children: ReactNode;
}

/** Box with a list of results below it, for a `PromptDialog`. The owner searches; arrow keys and Enter choose. */
export const SearchList = ({
  label,
  placeholder,
  text,
  onText,
  highlighted,
  input,
  autoFocus = false,
  note,
  children,
}: SearchListProps) => (
  <Command label={label} shouldFilter={false} loop {...(highlighted && { value: highlighted.value, onValueChange: highlighted.onChange })}>
    <Command.Input className={css.input} value={text} onValueChange={onText} placeholder={placeholder} ref={input} autoFocus={autoFocus} />
    <p className={css.note} role="status">
      {note}
    </p>
    <Command.List className={css.list}>
      {note === undefined ? <Command.Empty className={css.empty}>No results</Command.Empty> : null}
      {children}
    </Command.List>
  </Command>
);

/** Results under a heading. */
export const SearchGroup = ({ heading, children }: { heading: string; children: ReactNode }) => (
  <Command.Group heading={heading} className={css.group}>
    {children}
  </Command.Group>
);

interface SearchItemProps {
  readonly value: string;
  readonly label: string;
  /** Beside the label. */
  readonly detail: ReactNode;
  readonly onSelect: () => void;
}

/** One result. */
export const SearchItem = ({ value, label, detail, onSelect }: SearchItemProps) => (
  <Command.Item value={value} onSelect={onSelect} className={css.item}>
    <span className={css.label}>{label}</span>
    <span className={css.detail}>{detail}</span>
  </Command.Item>
);
