import css from './table.module.css';

/** Text of a cell whose value was not read. */
export const UNKNOWN = <span className={css.quiet}>Unknown</span>;
