import { describe, expect, it } from 'vitest';
import { evaluateQuery, type Row } from '../src/graph/evaluate.ts';
import { parseQuery } from '../src/graph/parse-query.ts';

const ROWS: readonly Row[] = [
  {
    id: '/1',
    name: 'Hub',
    type: 'vnet',
    size: 3,
    tags: { env: 'prod' },
    halves: [
      { name: 'x', to: 'a' },
      { name: 'y', to: 'b' },
    ],
  },
  { id: '/2', name: 'spoke-a', type: 'vnet', size: 1, tags: null, halves: [] },
  { id: '/3', name: 'table', type: 'routes', size: 2, tags: { env: 'test' } },
];
const run = (text: string) => evaluateQuery(parseQuery(text), ['id', 'name', 'type', 'size', 'tags', 'halves'], ROWS);
const ids = (condition: string): unknown[] => run(`Resources | where ${condition}`).rows.map((row) => row.id);

describe('where', () => {
  it.each([
    ["name == 'hub'", []],
    ["name == 'Hub'", ['/1']],
    ["name =~ 'HUB'", ['/1']],
    ["name !~ 'hub'", ['/2', '/3']],
    ["name != 'Hub'", ['/2', '/3']],
    ["name has 'spoke'", ['/2']],
    ["name has 'spo'", []],
    ["name contains 'SPO'", ['/2']],
    ["name !contains 'spo'", ['/1', '/3']],
    ["name startswith 'SP'", ['/2']],
    ["name endswith '-a'", ['/2']],
    ["type in ('VNET', 'x')", []],
    ["type in~ ('VNET', 'x')", ['/1', '/2']],
    ["type !in~ ('VNET')", ['/3']],
    ["type == 'vnet' and name == 'Hub' or type == 'routes'", ['/1', '/3']],
    ["type == 'vnet' and (name == 'Hub' or type == 'routes')", ['/1']],
    ["tags.env == 'prod'", ['/1']],
    ["tags['env'] =~ 'TEST'", ['/3']],
    ["tostring(halves[1].to) == 'b'", ['/1']],
    ['size >= 2', ['/1', '/3']],
    ['isnotempty(tags.env)', ['/1', '/3']],
    ["not(type == 'vnet')", ['/3']],
    ['array_length(halves) > 0', ['/1']],
    ["name == 'it''s'", undefined],
  ] as const)('%s', (condition, expected) => {
    if (expected) expect(ids(condition)).toEqual(expected);
    else expect(() => ids(condition)).toThrow();
  });
});

describe('other operators', () => {
  it('project renames columns, reads nested values, and names unnamed paths as Kusto does', () => {
    const table = run("Resources | where id == '/1' | project n = name, env = tostring(tags.env), tags.env");
    expect(table).toEqual({ columns: ['n', 'env', 'tags_env'], rows: [{ n: 'Hub', env: 'prod', tags_env: 'prod' }] });
  });

  it('extend adds a column', () => {
    expect(run('Resources | extend upper = toupper(name) | project upper').rows.map((row) => row.upper)).toEqual([
      'HUB',
      'SPOKE-A',
      'TABLE',
    ]);
  });

  it('mv-expand creates a row per element and keeps rows without elements', () => {
    const table = run("Resources | where type == 'vnet' | mv-expand half = halves | project name, to = tostring(half.to)");
    expect(table.rows).toEqual([
      { name: 'Hub', to: 'a' },
      { name: 'Hub', to: 'b' },
      { name: 'spoke-a', to: '' },
    ]);
  });

  it('order by sorts descending by default, and by several keys', () => {
    expect(run('Resources | order by size').rows.map((row) => row.id)).toEqual(['/1', '/3', '/2']);
    expect(run('Resources | sort by type asc, size asc').rows.map((row) => row.id)).toEqual(['/3', '/2', '/1']);
  });

  it('limit, count and summarize', () => {
    expect(run('Resources | take 2').rows).toHaveLength(2);
    expect(run("Resources | where type == 'vnet' | count").rows).toEqual([{ Count: 2 }]);
    expect(run('Resources | summarize n = count() by type').rows).toEqual([
      { type: 'vnet', n: 2 },
      { type: 'routes', n: 1 },
    ]);
    expect(run("Resources | where type == 'none' | summarize count()").rows).toEqual([{ count_: 0 }]);
  });

  it('ignores comments and line breaks', () => {
    expect(run("Resources // all of them\n| where id == '/1' // one\n| count").rows).toEqual([{ Count: 1 }]);
  });
});

describe('unsupported syntax is rejected by name', () => {
  it.each([
    ['Alerts | count', "the table 'Alerts'"],
    ['Resources | join kind=inner (Resources) on id', "the operator 'join'"],
    ['Resources | distinct name', "the operator 'distinct'"],
    ["Resources | where name matches regex 'a'", "unexpected 'matches'"],
    ["Resources | where name !hasprefix 'a'", "the operator '!hasprefix'"],
    ['Resources | where bag_keys(tags) == 1', "the function 'bag_keys'"],
    ['Resources | summarize max(size)', "the aggregation 'max'"],
    ["Resources | where name == 'open", 'unterminated string'],
    ['Resources | take many', "expected a number of rows, got 'many'"],
    ['Resources | where (name == 1', "expected ')', but the query ends"],
    ['Resources ; drop', "unexpected character ';'"],
  ])('%s', (text, message) => {
    expect(() => parseQuery(text)).toThrow(message);
  });
});
