import type { WorldDraft } from './draft.ts';

/** What a world says that the rules will find in it: `#= fail VNP401 hub<->spoke-b`. */
export interface Expectation {
  readonly answer: 'fail' | 'unknown';
  readonly code: string;
  /** In the world's names: `hub`, `hub->a` (a half), `a<->hub` (a peering), `a+b` (two VNets), `group:mesh`; the last but two in order of names. */
  readonly about: string;
}

const FORM = /^#= (fail|unknown) (VNP\d{3}) (\S+)$/;

/** Reads one expectation; a mistake in it is a sentence. */
export function readExpectation(draft: WorldDraft, line: string): Expectation | string {
  const [, answer, code, about] = FORM.exec(line.replace(/\s+/g, ' ')) ?? [];
  if (!code || !about || (answer !== 'fail' && answer !== 'unknown'))
    return 'an expectation reads: #= fail|unknown CODE VNET | FROM->TO | A<->B | A+B | group:NAME, without blanks in the last';
  const [, first = '', sign = '', second = ''] = /^(.+?)(<->|->|\+)(.+)$/.exec(about) ?? [];
  const names = about.startsWith('group:') ? [] : sign ? [first, second] : [about];
  const stranger = names.find((name) => !draft.vnets.has(name));
  if (stranger) return `there is no VNet called "${stranger}"`;
  return { answer, code, about: sign === '<->' || sign === '+' ? [first, second].sort().join(sign) : about };
}
