import type { DiffChange, DiffEntry, FieldChange } from '@peerscape/shared/diff';
import panel from '../../ui/panel.module.css';
import { SeverityIcon } from '../../ui/severity-badge.tsx';
import css from './change-entry.module.css';

const SIGNS: Readonly<Record<DiffChange, { readonly sign: string; readonly label: string }>> = {
  added: { sign: '+', label: 'Added' },
  removed: { sign: '−', label: 'Removed' },
  changed: { sign: '~', label: 'Changed' },
  unknown: { sign: '?', label: 'Unknown' },
};

interface ChangeEntryProps {
  readonly entry: DiffEntry;
  /** Shows it on the map; undefined if it is not there. */
  readonly onShow: (() => void) | undefined;
}

/** One difference: what it concerns, and the properties that changed. */
export function ChangeEntry({ entry: { change, name, code, severity, note, fields }, onShow }: ChangeEntryProps) {
  const { sign, label } = SIGNS[change];
  return (
    <li className={css.entry}>
      <span className={css.sign} data-change={change} title={label}>
        <span aria-hidden="true">{sign}</span>
        <span className="visually-hidden">{label}: </span>
      </span>
      <div className={css.text}>
        <p className={css.name}>
          {severity ? <SeverityIcon kind={severity} /> : null}
          {code ? <code>{code}</code> : null}
          {onShow ? (
            <button type="button" className={panel.link} title="Show on map" onClick={onShow}>
              {name}
            </button>
          ) : (
            <span>{name}</span>
          )}
        </p>
        {note ? <p className={css.note}>{note}</p> : null}
        {fields.map((field) => (
          <Field key={field.label} field={field} />
        ))}
      </div>
    </li>
  );
}

function Field({ field: { label, removed, added } }: { readonly field: FieldChange }) {
  return (
    <div className={css.field}>
      <span className={css.label}>{label}</span>
      <span className={css.values}>
        {removed.map((value) => (
          <del key={value}>{value}</del>
        ))}
        {added.map((value) => (
          <ins key={value}>{value}</ins>
        ))}
      </span>
    </div>
  );
}
