import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEventParser } from './event-parser.ts';

const parse = (...parts: readonly string[]): readonly string[] => {
  const parser = createEventParser();
  return parts.flatMap(parser);
};

const LINE_END = fc.constantFrom('\n', '\r\n', '\r');
const FIELD = fc.constantFrom(': heartbeat', ':', 'id: 7', 'event: status', 'retry: 10', 'dataset: x', 'database', 'x');

/** An event as text and its data, with other fields between its lines. */
const EVENT = fc
  .record({
    lines: fc.array(
      fc.string({ unit: 'binary' }).map((text) => text.replace(/[\r\n]/g, '')),
      { minLength: 1, maxLength: 3 },
    ),
  })
  .chain(({ lines }) =>
    fc.record({
      data: fc.constant(lines.join('\n')),
      lines: fc
        .array(fc.tuple(fc.array(FIELD, { maxLength: 2 }), fc.boolean()), { minLength: lines.length, maxLength: lines.length })
        .map((around) =>
          lines.flatMap((line, i) => [...(around[i]?.[0] ?? []), `data:${around[i]?.[1] || line.startsWith(' ') ? ' ' : ''}${line}`]),
        ),
    }),
  );

test('every event is found, whatever the line ends and wherever the stream is split', () => {
  const streams = fc.tuple(fc.array(fc.tuple(EVENT, LINE_END), { maxLength: 5 }), fc.array(fc.nat()));
  fc.assert(
    fc.property(streams, ([events, cuts]) => {
      const text = events.map(([{ lines }, end]) => [...lines, ''].map((line) => line + end).join('')).join('');
      const at = [0, ...cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length];
      const parts = at.slice(1).map((to, i) => text.slice(at[i], to));
      // the last line end may be a CR, whose other half never comes
      expect(parse(...parts, ': end\n')).toEqual(events.map(([{ data }]) => data));
    }),
  );
});

test('an event is passed on as soon as its empty line arrives', () => {
  const parser = createEventParser();
  expect(parser('data: a\n')).toEqual([]);
  expect(parser('\n')).toEqual(['a']);
  expect(parser('data: b\r\n\r\n')).toEqual(['b']);
});

test('an event without its end is not an event, and an event without data is none', () => {
  expect(parse('data: a\n')).toEqual([]);
  expect(parse('\n\n: heartbeat\n\nid: 1\n\n')).toEqual([]);
});

test('one space after the colon is not part of the data', () => {
  expect(parse('data:  a \n\n', 'data\n\n', 'data:\n\n')).toEqual([' a ', '', '']);
});
