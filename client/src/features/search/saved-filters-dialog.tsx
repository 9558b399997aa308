import { Button, Input } from '@fluentui/react-components';
import { Delete16Regular, Edit16Regular } from '@fluentui/react-icons';
import { type FormEvent, type ReactNode, useId, useRef, useState } from 'react';
import { MAX_NAME_LENGTH, type SavedFilter, type SavedFiltersHandle } from '../../lib/state/saved-filters.ts';
import { InfoDialog } from '../../ui/info-dialog.tsx';
import css from './saved-filters-dialog.module.css';

interface SavedFiltersDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** The filter in force; empty for none. */
  readonly text: string;
  readonly saved: SavedFiltersHandle;
  readonly onApply: (text: string) => void;
}

/** Dialog that saves the filter in force under a name, and lists, applies, renames and deletes saved filters. */
export function SavedFiltersDialog({ open, onClose, text, saved, onApply }: SavedFiltersDialogProps) {
  const content = useRef<HTMLDivElement>(null);
  // where a button or field with the focus is removed, the dialog must not lose it
  const takeFocus = () => content.current?.focus();
  return (
    <InfoDialog title="Saved filters" open={open} onClose={onClose}>
      <div ref={content} tabIndex={-1} className={css.content}>
        {text === '' ? (
          <p className={css.note}>To save a filter, enter it first.</p>
        ) : (
          <NameForm
            key={text}
            label="Name of the current filter"
            action="Save"
            initialName={saved.filters.find((filter) => filter.text === text)?.name ?? ''}
            hint={<code>{text}</code>}
            onSubmit={(name) => saved.add({ name, text })}
          />
        )}
        {saved.filters.length === 0 ? (
          <p className={css.note}>No filters are saved in this browser.</p>
        ) : (
          <ul className={css.list} aria-label="Saved filters">
            {saved.filters.map((filter) => (
              <Row
                key={filter.name}
                filter={filter}
                saved={saved}
                onDelete={() => {
                  saved.remove(filter.name);
                  takeFocus();
                }}
                onEdited={takeFocus}
                onApply={() => {
                  onClose();
                  onApply(filter.text);
                }}
              />
            ))}
          </ul>
        )}
      </div>
    </InfoDialog>
  );
}

interface RowProps {
  readonly filter: SavedFilter;
  readonly saved: SavedFiltersHandle;
  readonly onApply: () => void;
  /** Called when the name is no longer edited. */
  readonly onEdited: () => void;
  readonly onDelete: () => void;
}

function Row({ filter: { name, text }, saved, onApply, onEdited, onDelete }: RowProps) {
  const [isEditing, setEditing] = useState(false);
  const stopEditing = () => {
    setEditing(false);
    onEdited();
  };
  return (
    <li className={css.row}>
      {isEditing ? (
        <NameForm
          label={`New name of ${name}`}
          action="Rename"
          initialName={name}
          isFocused
          onCancel={stopEditing}
          onSubmit={(next) => {
            saved.rename(name, next);
            stopEditing();
          }}
        />
      ) : (
        <>
          <button type="button" className={css.apply} title="Apply this filter" onClick={onApply}>
            <span className={css.name}>{name}</span>
            <code className={css.text}>{text}</code>
          </button>
          <Button
            size="small"
            appearance="subtle"
            icon={<Edit16Regular />}
            aria-label={`Rename ${name}`}
            onClick={() => setEditing(true)}
          />
          <Button size="small" appearance="subtle" icon={<Delete16Regular />} aria-label={`Delete ${name}`} onClick={onDelete} />
        </>
      )}
    </li>
  );
}

interface NameFormProps {
  readonly label: string;
  readonly action: string;
  readonly initialName: string;
  readonly hint?: ReactNode;
  readonly isFocused?: boolean;
  readonly onCancel?: () => void;
  readonly onSubmit: (name: string) => void;
}

function NameForm({ label, action, initialName, hint, isFocused = false, onCancel, onSubmit }: NameFormProps) {
  const [name, setName] = useState(initialName);
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') onSubmit(name.trim());
  };
  return (
    <form className={css.form} onSubmit={submit}>
      <label className={css.label} htmlFor={id}>
        {label} {hint}
      </label>
      <div className={css.fields}>
        <Input
          id={id}
          className={css.input ?? ''}
          size="small"
          value={name}
          maxLength={MAX_NAME_LENGTH}
          autoFocus={isFocused}
          autoComplete="off"
          onChange={(_, { value }) => setName(value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || !onCancel) return;
            event.stopPropagation();
            onCancel();
          }}
        />
        <Button type="submit" size="small" appearance="primary" disabled={name.trim() === ''}>
          {action}
        </Button>
        {onCancel ? (
          <Button size="small" onClick={onCancel}>
            Cancel
          </Button>
        ) : null}
      </div>
    </form>
  );
}
