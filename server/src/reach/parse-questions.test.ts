import { describe, expect, test } from 'vitest';
import { parseQuestions } from './parse-questions.ts';

const VALID = { id: '1', from: 'hub/workload', to: '10.1.0.4', protocol: 'tcp', port: 443 };

const problemOf = (json: unknown): string => {
  const parsed = parseQuestions(json);
  return parsed.ok ? 'the questions were accepted' : parsed.problem;
};

describe('questions', () => {
  test('are returned in order, without properties that are not part of a question', () => {
    const list = [
      { ...VALID, note: 'checked weekly' },
      { id: 'b', from: ' hub ', to: 'internet', protocol: 'icmp', port: null },
      { id: 'c', from: '10.0.0.1', to: 'fd00::1' },
    ];
    expect(parseQuestions(list)).toEqual({
      ok: true,
      value: [VALID, { id: 'b', from: 'hub', to: 'internet', protocol: 'icmp' }, { id: 'c', from: '10.0.0.1', to: 'fd00::1' }],
    });
    expect(parseQuestions([])).toEqual({ ok: true, value: [] });
  });

  test.each<readonly [string, unknown, RegExp]>([
    ['no list', { id: '1' }, /^a list of questions is expected/],
    ['an entry that is no object', [VALID, 'hub'], /^entry 2: an object is expected$/],
    ['an entry that is a list', [[VALID]], /^entry 1: an object is expected$/],
    ['a missing id', [{ ...VALID, id: undefined }], /^entry 1: "id" is missing/],
    ['a number as id', [{ ...VALID, id: 1 }], /^entry 1: "id" must be a text, not 1$/],
    ['an id twice', [VALID, VALID], /^entry 2: "id" is "1", as in an earlier entry$/],
    ['a missing source', [{ ...VALID, from: undefined }], /^entry 1: "from" is missing; it must be vnet\/subnet/],
    ['an empty destination', [{ ...VALID, to: ' ' }], /^entry 1: "to" must be .*internet, not " "$/],
    ['an unknown protocol', [{ ...VALID, protocol: 'sctp' }], /^entry 1: "protocol" must be icmp, tcp or udp, not "sctp"$/],
    ['a port as text', [{ ...VALID, port: '443' }], /^entry 1: "port" must be a number from 1 to 65535, not "443"$/],
    ['port 0', [{ ...VALID, port: 0 }], /not 0$/],
    ['a port that is too high', [{ ...VALID, port: 65_536 }], /not 65536$/],
    ['half a port', [{ ...VALID, port: 1.5 }], /not 1.5$/],
    ['a port of ICMP', [{ ...VALID, protocol: 'icmp' }], /^entry 1: "port" must be absent/],
  ])('with %s are rejected with the entry and the property', (_what, json, problem) => {
    expect(problemOf(json)).toMatch(problem);
  });
});
