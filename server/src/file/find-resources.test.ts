import { describe, expect, test } from 'vitest';
import { describeMissingPages, findResources } from './find-resources.ts';

const SUB = '/subscriptions/11111111-1111-1111-1111-111111111111';
const id = (name: string) => `${SUB}/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/${name}`;
const vnet = (name: string) => ({ id: id(name), name, properties: {} });
const namesIn = (json: unknown) =>
  findResources(json).resources.map((one) =>
    String(one.id ?? one.Id)
      .split('/')
      .at(-1),
  );

describe('resources are found', () => {
  test.each([
    ['alone', vnet('a')],
    ['in a list', [vnet('a')]],
    ['in lists within lists', [[vnet('a')], []]],
    ['in a page', { value: [vnet('a')] }],
    ['in a query result', { data: [vnet('a')], count: 1 }],
    ['of Search-AzGraph', { Count: 1, Data: [vnet('a')], SkipToken: null }],
    ['in a REST response', { data: { value: [vnet('a')] } }],
    ['in a wrapper', { result: [vnet('a')] }],
    ['as created', { newVNet: vnet('a') }],
    ['as values of an object', { hub: vnet('a') }],
    ['in a batch response', { responses: [{ httpStatusCode: 200, content: { value: [vnet('a')] } }] }],
    ['in PascalCase', [{ Id: id('a'), Name: 'a' }]],
    ['in a table', { data: { columns: [{ name: 'ID' }, { name: 'Name' }], rows: [[id('a'), 'a']] } }],
    ['in a table with capital names', { Data: { Columns: [{ Name: 'id', Type: 'string' }], Rows: [[id('a')]] } }],
  ])('%s', (_where, json) => {
    expect(namesIn(json)).toEqual(['a']);
  });

  test('and other entries are counted', () => {
    expect(findResources([vnet('a'), null, 7, { hello: 1 }])).toMatchObject({ others: 3 });
  });

  test('and the properties of a resource are not searched', () => {
    expect(namesIn([{ ...vnet('a'), properties: { subnets: [{ id: `${id('a')}/subnets/b`, name: 'b' }] } }])).toEqual(['a']);
  });
});

const missing = (...jsons: readonly unknown[]) =>
  describeMissingPages(jsons.flatMap((json) => findResources(json).pages)).map(({ message }) => message);

describe('pages', () => {
  const query = (names: readonly string[], more: object) => ({ data: names.map(vnet), ...more });

  test('of a list are complete with the last one', () => {
    expect(missing({ value: [vnet('a')], nextLink: 'https://x' }, { value: [vnet('b')] })).toEqual([]);
    expect(missing({ value: [vnet('a')], nextLink: 'https://x' })).toEqual([expect.stringContaining('one page of a longer list')]);
  });

  test('of lists of other resources or subscriptions do not count', () => {
    const other = { id: id('a').replace('11111111', '22222222') };
    expect(missing({ value: [vnet('a')], nextLink: 'https://x' }, { value: [other] })).toHaveLength(1);
  });

  test('of a query are complete with all records, each counted once', () => {
    const page = (name: string, token: string | null) => query([name], { total_records: 3, skip_token: token });
    const all = [page('a', 't'), page('b', 't'), page('c', null)];
    expect(missing(...all)).toEqual([]);
    expect(missing(all[0], all[2])).toEqual([expect.stringContaining('2 of 3 records')]);
    expect(missing(all[0], all[0], all[0])).toEqual([expect.stringContaining('1 of 3 records')]);
  });

  test.each([
    [{ $skipToken: 't', resultTruncated: 'true' }],
    [{ skip_token: 't' }],
    [{ SkipToken: 't' }],
    [{ result_truncated: true }],
    [{ ResultTruncated: 'True' }],
  ])('of a query are incomplete: %j', (more) => {
    expect(missing(query(['a'], more))).toEqual([expect.stringContaining('a part of the result')]);
  });

  test('of a query without totals are complete with the last one', () => {
    expect(missing(query(['a'], { $skipToken: 't', resultTruncated: 'true' }), query(['b'], { resultTruncated: 'false' }))).toEqual([]);
    expect(missing(query(['a'], { resultTruncated: 'true' }), query(['b'], {}))).toHaveLength(1);
    expect(missing(query(['a'], { skip_token: 't' }), query(['b'], { skip_token: null }))).toEqual([]);
  });
});
