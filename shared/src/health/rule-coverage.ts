import type { ResourceKey } from '../arm/index.ts';
import { ATTACHED_KINDS, type AttachedKind, missingOf, otherEnd, type Topology } from '../topology/index.ts';
import { missingReason, type Rule, type UnknownReason } from './rule.ts';
import type { VerdictSubject } from './verdict-subject.ts';

/** Effect of resource types that were not read on a rule. */
interface Coverage {
  /** Answers that remain valid. */
  readonly validAnswers: 'all' | 'pass' | 'fail' | 'none';
  /** The rule may miss problems entirely. */
  readonly isIncomplete: boolean;
  readonly reason: UnknownReason;
}

export interface RuleCoverage {
  /** Returns the effect of the types that the source does not include at all. */
  ofSource(rule: Rule): Coverage;
  /** Returns the effect of all types that were not read, in the source or in a single subscription. */
  ofEstate(rule: Rule): Coverage;
  /** Returns the effect of the types that were not read in the subscriptions of the subject's VNets and of their peers. */
  ofSubject(rule: Rule, subject: VerdictSubject): Coverage;
}

/** Creates the coverage of the rules in one topology. */
export function createRuleCoverage(topology: Topology): RuleCoverage {
  const coverageOf = ({ needs = {} }: Rule, missing: readonly AttachedKind[]): Coverage => {
    const kinds = missing.filter((kind) => needs[kind] !== undefined);
    const effects = new Set(kinds.map((kind) => needs[kind]));
    const partial = (['pass', 'fail'] as const).filter((answer) => effects.has(answer));
    const validAnswers = effects.has('none') || partial.length > 1 ? 'none' : (partial[0] ?? 'all');
    return {
      validAnswers,
      isIncomplete: validAnswers === 'none' || effects.has('all'),
      reason: missingReason(topology, kinds),
    };
  };
  const missingInSource = ATTACHED_KINDS.filter((kind) => topology.missingKinds.has(kind));
  const missingAnywhere = missingOf(topology, ATTACHED_KINDS);
  return {
    ofSource: (rule) => coverageOf(rule, missingInSource),
    ofEstate: (rule) => coverageOf(rule, missingAnywhere),
    ofSubject: (rule, subject) =>
      coverageOf(
        rule,
        topology.missingKindsIn.size === 0 ? missingInSource : missingOf(topology, ATTACHED_KINDS, withPeers(topology, subject)),
      ),
  };
}

/** Returns the VNets of the subject and their peers; undefined, for all VNets, if the subject has none. */
function withPeers({ peeringsOf }: Topology, { kind, keys }: VerdictSubject): readonly ResourceKey[] | undefined {
  if (kind === 'estate' || kind === 'group') return undefined;
  return keys.flatMap((key) => [key, ...(peeringsOf.get(key) ?? []).map((peering) => otherEnd(peering, key))]);
}
