import { TERMS } from '@peerscape/shared/search';
import { ReadingDialog } from '../../ui/reading-dialog.tsx';
import css from './filter-help.module.css';

const HOW: readonly (readonly [string, string])[] = [
  [
    'shop 10.4.0.0/16',
    'words without a key: parts of a name, resource group, subscription or prefix; an address or prefix finds what overlaps',
  ],
  ['has:gateway region:west', 'terms side by side must all be true; AND says the same'],
  ['is:hub OR is:ghost', 'one of them is enough'],
  ['!tag:env=prod', 'turns a term or a bracket round'],
  ['(is:hub OR is:island) sub:prod', 'brackets group'],
  ['name:"my vnet"', 'quotes keep blanks together'],
];

/** The search language on one page, read from the table that understands it. */
export function FilterHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <ReadingDialog title="How to filter" open={open} onClose={onClose} className={css.surface}>
      <dl className={css.list}>
        {HOW.map(([text, means]) => (
          <Line key={text} text={text} means={means} />
        ))}
      </dl>
      <h3 className={css.heading}>Terms</h3>
      <dl className={css.list}>
        {TERMS.map(({ key, means, values }) => (
          <Line key={key} text={`${key}:`} means={means} values={values} />
        ))}
      </dl>
    </ReadingDialog>
  );
}

function Line({ text, means, values }: { text: string; means: string; values?: ReadonlyMap<string, string> }) {
  return (
    <div className={css.line}>
      <dt>
        <code>{text}</code>
      </dt>
      <dd>
        {means}
        {values && values.size > 0 ? (
          <ul className={css.values}>
            {[...values].map(([value, what]) => (
              <li key={value}>
                <code>{value}</code> {what}
              </li>
            ))}
          </ul>
        ) : null}
      </dd>
    </div>
  );
}
