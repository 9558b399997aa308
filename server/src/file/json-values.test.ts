import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_DEPTH, parseJsonValues } from './json-values.ts';

const parsed = (text: string) => {
  const result = parseJsonValues(text);
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result;
};
const faultOf = (text: string) => {
  const result = parseJsonValues(text);
  return result.ok ? undefined : result.fault;
};

describe('the JSON values of a text', () => {
  test.each([
    ['one list', '[{"a":1}]', [[{ a: 1 }]]],
    ['JSON lines', '{"a":1}\n{"a":2}\r\n{"a":3}\n', [{ a: 1 }, { a: 2 }, { a: 3 }]],
    ['lists appended to one file', '[\n1\n]\n[\n2\n]\n', [[1], [2]]],
    ['values without a line between', '{"a":1}{"a":2}', [{ a: 1 }, { a: 2 }]],
    ['values with commas between', '{"a":1},\n{"a":2},\n', [{ a: 1 }, { a: 2 }]],
    ['byte order marks between', '[1]\n\uFEFF[2]', [[1], [2]]],
  ])('are found: %s', (_name, text, values) => {
    expect(parsed(text)).toEqual({ ok: true, values, ignored: [] });
  });

  test('any JSON value in brackets is parsed as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue())), { minLength: 1 }), (values) => {
        const text = values.map((value) => JSON.stringify(value, null, 2)).join('\n');
        expect(parsed(text).values).toEqual(values.map((value) => JSON.parse(JSON.stringify(value))));
      }),
    );
  });

  test('a string of 20 million characters is one value', () => {
    const long = 'x'.repeat(20_000_000);
    expect(parsed(`["${long}","\\""]`).values).toEqual([[long, '"']]);
  });

  test('text around them is returned with its line', () => {
    const text = 'WARNING: a new version is available\nPS C:\\> az network vnet list\n[\n1]\n[INFO] done\n{prompt} $ \n';
    expect(parsed(text)).toEqual({
      ok: true,
      values: [[1]],
      ignored: [
        { line: 1, text: 'WARNING: a new version is available' },
        { line: 2, text: 'PS C:\\> az network vnet list' },
        { line: 5, text: '[INFO] done' },
        { line: 6, text: '{prompt} $' },
      ],
    });
  });
});

describe('a fault', () => {
  test.each([
    ['a web page', '<html>', 1, 1, 'a value'],
    ['a list that is cut off', '[\n  {"id": "x",\n', 3, 1, 'a property name in double quotes'],
    ['a missing comma', '{"a": 1\n "b": 2}', 2, 2, '"," or "}"'],
    ['a missing colon', '{"a" 1}', 1, 6, '":" after the property name'],
    ['a trailing comma', '[1,\n]', 2, 1, 'a value'],
    ['single quotes', "{'a': 1}", 1, 2, 'a property name in double quotes'],
    ['a string without end', '["abc', 1, 2, 'a complete string in double quotes'],
    ['a second value that is cut off', '[1]\n[2,', 2, 4, 'a value'],
    ['a line of text, then a value that is cut off', 'WARNING: x\n[1,', 2, 4, 'a value'],
    ['unquoted names', '{a: 1}', 1, 2, 'a property name in double quotes'],
  ])('is located: %s', (_name, text, line, column, expected) => {
    expect(faultOf(text)).toEqual({ line, column, expected });
  });

  test('is nesting without end', () => {
    expect(faultOf('['.repeat(200_000))).toEqual({ line: 1, column: MAX_DEPTH + 2, expected: undefined });
    expect(faultOf(`${'['.repeat(MAX_DEPTH + 1)}1${']'.repeat(MAX_DEPTH + 1)}`)).toBeDefined();
    expect(faultOf(`${'['.repeat(MAX_DEPTH)}1${']'.repeat(MAX_DEPTH)}`)).toBeUndefined();
  });
});
