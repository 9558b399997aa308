/** Rules that find problems in a topology, with their texts and remedies. Carrying out the remedies is not part of this module. */

export { CATALOGUE } from './catalogue.ts';
export { describeCoverage, describeSubscriptionCoverage, EXPORT_COMMAND } from './coverage.ts';
export { coversFinding, isActiveMute, type Mute, type MuteScope } from './mutes.ts';
export { PAGE_HEADINGS, type ParsedPage, parsePage } from './pages.ts';
export type { Rule, Severity, UnknownReason } from './rule.ts';
export { type Finding, type OpenQuestion, type Report, type ResolvedSubject, runRules } from './run.ts';
export { usualFlags } from './usual-flags.ts';
export type { Namer, VerdictSubject } from './verdict-subject.ts';
