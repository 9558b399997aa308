import { expect, test } from 'vitest';
import { ariaSort, type Column, nextSort, sortRows } from './table-sort.ts';

interface Row {
  readonly name: string;
  readonly n: number;
}
const columns: readonly Column<Row>[] = [
  { id: 'name', title: 'Name', value: ({ name }) => name },
  { id: 'n', title: 'Number', value: ({ n }) => n },
];
const rows: readonly Row[] = [
  { name: 'spoke-10', n: 2 },
  { name: 'Spoke-2', n: 2 },
  { name: 'hub', n: 10 },
];
const sorted = (sort: string) => sortRows(rows, columns, sort).map(({ name }) => name);

test('names sort naturally: 2 before 10, ignoring case', () => {
  expect(sorted('name')).toEqual(['hub', 'Spoke-2', 'spoke-10']);
});

test('numbers sort by value, and equal rows keep their order in both directions', () => {
  expect(sorted('n')).toEqual(['spoke-10', 'Spoke-2', 'hub']);
  expect(sorted('-n')).toEqual(['hub', 'spoke-10', 'Spoke-2']);
});

test('an unknown column leaves the rows unchanged', () => {
  expect(sorted('unknown')).toEqual(rows.map(({ name }) => name));
});

test('clicks on a heading cycle through ascending, descending and none', () => {
  expect(['', 'n', '-n', 'name'].map((sort) => nextSort(sort, 'n'))).toEqual(['n', '-n', '', 'n']);
  expect(['', 'n', '-n'].map((sort) => ariaSort(sort, 'n'))).toEqual(['none', 'ascending', 'descending']);
});
