import { Mark } from '../ui/mark.tsx';
import css from './boot.module.css';

/** What stands there until anything is known: the top bar's place and the name. */
export function Boot() {
  return (
    <div className={css.bar}>
      <Mark />
    </div>
  );
}
