import { parseCidr, sizeOf } from '@peerscape/shared/net';
import { formatAddressCount } from '../../lib/format/address-count.ts';
import panel from '../../ui/panel.module.css';
import css from './inspect.module.css';

/** Lists prefixes with their sizes. */
export function PrefixList({ prefixes }: { prefixes: readonly string[] }) {
  if (prefixes.length === 0) return <p className={panel.quiet}>Unknown</p>;
  return (
    <ul className={css.prefixes}>
      {prefixes.map((prefix) => (
        <li key={prefix} className={css.prefix}>
          <code>{prefix}</code>
          <span className={panel.quiet}>{formatPrefixSize(prefix)}</span>
        </li>
      ))}
    </ul>
  );
}

/** Formats the number of addresses in the prefix: `65,536 addresses`, `2^80 addresses`; `not a prefix` for any other text. */
export function formatPrefixSize(prefix: string): string {
  const cidr = parseCidr(prefix);
  if (!cidr.ok) return 'not a prefix';
  return formatAddressCount(sizeOf(cidr.value));
}
