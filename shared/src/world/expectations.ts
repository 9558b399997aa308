import type { WorldDraft } from './draft.ts';

/** A verdict that the fixture expects from the rules: `#= fail VNP401 hub<->spoke-b`. */
export interface Expectation {
  readonly answer: 'fail' | 'unknown';
  readonly code: string;
  /** Subject in names of the fixture: `hub`, `hub->a` (half), `a<->hub` (peering), `a+b` (two VNets) or `group:mesh`. Names of a peering or two VNets are sorted. */
  readonly about: string;
}

const FORM = /^#= (fail|unknown) (VNP\d{3}) (\S+)$/;

/** Parses one expectation; returns an error message if it is invalid. */
export function readExpectation(draft: WorldDraft, line: string): Expectation | string {
  const [, answer, code, about] = FORM.exec(line.replace(/\s+/g, ' ')) ?? [];
  if (!code || !about || (answer !== 'fail' && answer !== 'unknown'))
    return 'expected the form: #= fail|unknown CODE VNET | FROM->TO | A<->B | A+B | group:NAME, without spaces in the subject';
  const [, first = '', sign = '', second = ''] = /^(.+?)(<->|->|\+)(.+)$/.exec(about) ?? [];
  const names = about.startsWith('group:') ? [] : sign ? [first, second] : [about];
  const missing = names.find((name) => !draft.vnets.has(name));
  if (missing) return `there is no VNet named "${missing}"`;
  return { answer, code, about: sign === '<->' || sign === '+' ? [first, second].sort().join(sign) : about };
}
