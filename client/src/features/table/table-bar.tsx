import { Button, Menu, MenuDivider, MenuItem, MenuItemCheckbox, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { ArrowDownload20Regular, ColumnTriple20Regular } from '@fluentui/react-icons';
import { count, formatNumber } from '../../lib/format/format.ts';
import type { GridColumn } from './grid-column.ts';
import css from './table-bar.module.css';

/** Format of an exported table. */
export type ExportFormat = 'csv' | 'json';

interface TableBarProps<T> {
  readonly noun: string;
  /** Text after the number of rows. */
  readonly note?: string | undefined;
  readonly shownCount: number;
  readonly total: number;
  readonly columns: readonly GridColumn<T>[];
  /** Ids of the columns that are shown. */
  readonly visible: readonly string[];
  readonly onShowColumn: (id: string, isShown: boolean) => void;
  readonly onResetColumns: () => void;
  readonly onExport: (format: ExportFormat) => void;
}

/** Counts the rows that the filter leaves: `45 VNets`, `9 of 45 VNets`. */
export const describeRows = (shown: number, total: number, noun: string): string =>
  shown === total ? count(total, noun) : `${formatNumber(shown)} of ${count(total, noun)}`;

/** Renders the bar above a table: how many rows it has, which columns, and its export. */
export function TableBar<T>(props: TableBarProps<T>) {
  const rows = describeRows(props.shownCount, props.total, props.noun);
  return (
    <div className={css.bar}>
      <p className={css.count}>
        {rows}
        {props.note ? `, ${props.note}` : null}
      </p>
      <ColumnMenu {...props} />
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button size="small" appearance="subtle" icon={<ArrowDownload20Regular />} disabled={props.shownCount === 0}>
            Export
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem onClick={() => props.onExport('csv')}>{rows} as CSV</MenuItem>
            <MenuItem onClick={() => props.onExport('json')}>{rows} as JSON</MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
    </div>
  );
}

function ColumnMenu<T>({ columns, visible, onShowColumn, onResetColumns }: TableBarProps<T>) {
  const choosable = columns.filter(({ isRequired }) => !isRequired);
  return (
    <Menu checkedValues={{ columns: [...visible] }} persistOnItemClick>
      <MenuTrigger disableButtonEnhancement>
        <Button size="small" appearance="subtle" icon={<ColumnTriple20Regular />}>
          Columns
        </Button>
      </MenuTrigger>
      <MenuPopover className={css.columns ?? ''}>
        <MenuList>
          {choosable.map(({ id, title }) => (
            <MenuItemCheckbox key={id} name="columns" value={id} onClick={() => onShowColumn(id, !visible.includes(id))}>
              {title}
            </MenuItemCheckbox>
          ))}
          <MenuDivider />
          <MenuItem onClick={onResetColumns}>Reset columns and widths</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
