import { ArrowDown12Regular, ArrowUp12Regular } from '@fluentui/react-icons';
import { ariaSort, nextSort, type SortText } from '../lib/format/table-sort.ts';
import css from './sort-button.module.css';

interface SortButtonProps {
  readonly column: string;
  readonly title: string;
  readonly sort: SortText;
  readonly onSort: (sort: SortText) => void;
  /** False where arrow keys lead to the button. */
  readonly isTabStop?: boolean;
}

/** Title of a column that sorts by it, with the current direction. */
export function SortButton({ column, title, sort, onSort, isTabStop = true }: SortButtonProps) {
  const direction = ariaSort(sort, column);
  return (
    <button type="button" className={css.button} tabIndex={isTabStop ? 0 : -1} onClick={() => onSort(nextSort(sort, column))}>
      {title}
      {direction === 'ascending' ? <ArrowUp12Regular aria-hidden="true" /> : null}
      {direction === 'descending' ? <ArrowDown12Regular aria-hidden="true" /> : null}
    </button>
  );
}
