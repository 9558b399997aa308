import css from './key-caps.module.css';

/** Keys of a shortcut. */
export const KeyCaps = ({ caps }: { caps: readonly string[] }) => (
  <span className={css.caps}>
    {caps.map((cap) => (
      <kbd key={cap} className={css.cap}>
        {cap}
      </kbd>
    ))}
  </span>
);
