import { TERMS } from '@peerscape/shared/search';
import { InfoDialog } from '../../ui/info-dialog.tsx';
import css from './filter-help.module.css';

const SYNTAX: readonly (readonly [string, string])[] = [
  [
    'shop 10.4.0.0/16',
    'text without a key matches part of a name, resource group, subscription or prefix; an address or prefix matches what overlaps it',
  ],
  ['has:gateway region:west', 'terms separated by spaces must all match, as with AND'],
  ['is:hub OR is:ghost', 'at least one term must match'],
  ['!tag:env=prod', 'negates a term or a group in parentheses'],
  ['(is:hub OR is:island) sub:prod', 'parentheses group terms'],
  ['hub-weu spoke-a', 'where no VNet has all names, these find the peerings between VNets that have them'],
  ['near:hub-weu', 'a VNet and those peered with it; near:hub-weu+2 goes one peering further, near:hub-weu+0 is the VNet alone'],
  ['name:hub-weu state:missing', 'a term about peerings also finds those of which only one VNet matches; the other VNet stays dimmed'],
  ['name:"my vnet"', 'quotes enclose a value with spaces'],
];

/** Renders the reference of the filter language from the table that its parser uses. */
export function FilterHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <InfoDialog title="How to filter" open={open} onClose={onClose}>
      <dl className={css.list}>
        {SYNTAX.map(([text, means]) => (
          <Line key={text} text={text} means={means} />
        ))}
      </dl>
      <p className={css.text}>
        On the map, VNets and peerings that do not match are dimmed, or hidden where you choose Hide. A term that is not finished changes
        nothing: the last valid filter applies, also in links to this view.
      </p>
      <h3 className={css.heading}>Terms</h3>
      <dl className={css.list}>
        {TERMS.map(({ key, means, values }) => (
          <Line key={key} text={`${key}:`} means={means} values={values} />
        ))}
      </dl>
    </InfoDialog>
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
            {[...values].map(([value, meaning]) => (
              <li key={value}>
                <code>{value}</code> {meaning}
              </li>
            ))}
          </ul>
        ) : null}
      </dd>
    </div>
  );
}
