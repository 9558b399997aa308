import { describe, expect, test } from 'vitest';
import { parseExpectations } from './parse-expectations.ts';

const YAML = `# what must stay apart
- from: spoke-dev/app
  to: spoke-prod/db
  protocol: tcp
  port: 1433
  must: not-reach
  because: development must not see production data

- { from: hub, to: fd00::1, must: reach }
`;

/** One entry, each list of which repeats the one before ten times. */
const EXPANDING = `- [&a [x], ${[...'bcdefgh'].map((name, i) => `&${name} [${Array(10).fill(`*${'abcdefg'[i]}`)}]`)}]`;

const problemOf = async (text: string): Promise<string> => {
  const parsed = await parseExpectations(text);
  return parsed.ok ? 'the expectations were accepted' : parsed.problem;
};

describe('expectations', () => {
  test('are read from YAML, with the line of each entry', async () => {
    expect(await parseExpectations(YAML)).toEqual({
      ok: true,
      value: [
        {
          question: { from: 'spoke-dev/app', to: 'spoke-prod/db', protocol: 'tcp', port: 1433 },
          must: 'not-reach',
          because: 'development must not see production data',
          line: 2,
        },
        { question: { from: 'hub', to: 'fd00::1' }, must: 'reach', because: undefined, line: 9 },
      ],
    });
  });

  test('are read from JSON, whatever its indentation', async () => {
    for (const indentation of [undefined, 2, '\t']) {
      const parsed = await parseExpectations(JSON.stringify([{ from: 'a', to: 'b', must: 'reach' }], null, indentation));
      const line = indentation === undefined ? 1 : 2;
      expect(parsed).toEqual({ ok: true, value: [{ question: { from: 'a', to: 'b' }, must: 'reach', because: undefined, line }] });
    }
  });

  test('can repeat an entry with an alias', async () => {
    const parsed = await parseExpectations('- &first { from: a, to: b, must: reach }\n- *first\n');
    expect(parsed.ok && parsed.value.map(({ question, line }) => [question.from, line])).toEqual([
      ['a', 1],
      ['a', 2],
    ]);
  });

  test('can be none', async () => {
    expect(await parseExpectations('[]')).toEqual({ ok: true, value: [] });
  });

  test.each<readonly [string, string, RegExp]>([
    ['no list', 'from: a\nto: b\nmust: reach', /^a list of expectations is required/],
    ['nothing', '# nothing yet', /^a list of expectations is required/],
    ['text that is no YAML', '- from: a\n  to: [b\n', /^line \d: /],
    ['a property twice', '- from: a\n  to: b\n  to: c\n  must: reach', /^line 3: Map keys must be unique$/],
    ['an entry that is no object', '- { from: a, to: b, must: reach }\n- a', /^line 2: an object is expected$/],
    ['an alias without its anchor', '- { from: a, to: b, must: reach }\n- *first', /^line 2: Unresolved alias .*: first$/],
    ['aliases that expand without end', EXPANDING, /^line 1: Excessive alias count/],
    ['no destination', '\n- from: a\n  must: reach', /^line 2: "to" is missing/],
    ['a port as text', '- { from: a, to: b, port: "80", must: reach }', /^line 1: "port" must be a number from 1 to 65535, not "80"$/],
    ['no requirement', '- { from: a, to: b }', /^line 1: "must" must be reach or not-reach$/],
    ['another requirement', '- { from: a, to: b, must: block }', /^line 1: "must" must be reach or not-reach$/],
    ['a reason that is no text', '- { from: a, to: b, must: reach, because: [x] }', /^line 1: "because" must be a text$/],
    [
      'a misspelled property',
      '- { from: a, to: b, must: reach, prot: tcp }',
      /^line 1: "prot" is not a property of an expectation: from, to, /,
    ],
  ])('with %s are rejected with the line', async (_what, text, problem) => {
    expect(await problemOf(text)).toMatch(problem);
  });
});
