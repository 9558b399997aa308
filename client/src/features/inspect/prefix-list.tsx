import panel from '../../ui/panel.module.css';
import css from './inspect.module.css';
import { sizeWords } from './prefixes.ts';

/** Prefixes with their sizes. */
export function PrefixList({ prefixes }: { prefixes: readonly string[] }) {
  if (prefixes.length === 0) return <p className={panel.quiet}>Not known</p>;
  return (
    <ul className={css.prefixes}>
      {prefixes.map((prefix) => (
        <li key={prefix} className={css.prefix}>
          <code>{prefix}</code>
          <span className={panel.quiet}>{sizeWords(prefix)}</span>
        </li>
      ))}
    </ul>
  );
}
