import { expect, test } from 'vitest';
import { NO_CHOICE, parseColumnChoice } from '../../lib/state/column-choice.ts';
import { lineOf, narrowTracks, visibleColumns, wideTracks } from './column-layout.ts';
import { defineColumns } from './grid-column.ts';

const column = (id: string) => ({ id, title: id, field: id, data: () => id, width: 100 });
const columns = defineColumns(
  [
    { ...column('name'), isRequired: true, grow: 2, narrow: 'line' },
    column('state'),
    { ...column('remote'), narrow: 'line' },
    { ...column('status'), narrow: 80 },
    { ...column('tags'), isOptional: true },
  ],
  'Unknown',
);
const shown = (choice: string, isNarrow = false) => visibleColumns(columns, parseColumnChoice(choice), isNarrow).map(({ id }) => id);

test('shows the columns of the default, and the user adds and hides others', () => {
  expect(shown('')).toEqual(['name', 'state', 'remote', 'status']);
  expect(shown('+tags,-state')).toEqual(['name', 'remote', 'status', 'tags']);
});

test('a required column cannot be hidden', () => {
  expect(shown('-name')).toContain('name');
});

test('a chosen width replaces the default, and other columns share the space that is left', () => {
  expect(wideTracks(columns, NO_CHOICE).slice(0, 2)).toEqual(['minmax(100px, 2fr)', '100px']);
  expect(wideTracks(columns, parseColumnChoice('name=240,state=60')).slice(0, 2)).toEqual(['240px', '60px']);
});

test('on a narrow screen, the columns that identify a row come first, as lines that fill its width', () => {
  expect(shown('', true)).toEqual(['name', 'remote', 'status', 'state']);
  const visible = visibleColumns(columns, NO_CHOICE, true);
  expect(visible.map(({ narrow }, index) => lineOf(narrow, index, true))).toEqual([1, 2, undefined, undefined]);
  // padding 32; checkbox 20, menu 28 and status 80, with a gap of 12 each
  expect(narrowTracks(visible, [20, 28])).toEqual(['[lines] calc(100cqw - 196px)', '80px', '100px']);
});
