import { type HalfRef, hasAllHalves, sides } from '../../topology/index.ts';
import { defineRule, fail, pass, unknown } from '../rule.ts';
import { halfSubject } from '../verdict-subject.ts';

/** Both settings are required: the hub allows gateway transit and the spoke uses remote gateways (azure-semantics §6.5). */
export const transitNotOffered = defineRule<{ half: HalfRef; remoteHalf: HalfRef }>({
  code: 'VNP301',
  slug: 'transit-not-offered',
  title: 'Remote gateways are used, but the remote half does not allow gateway transit',
  severity: 'error',
  reads: ['peerings', 'vnets'],

  *check(topology) {
    for (const { from, to, half, counterpart } of sides(topology)) {
      if (!half.useRemoteGateways) continue;
      const about = halfSubject({ from, to });
      if (counterpart?.allowTransit) yield pass(about);
      else if (counterpart) yield fail(about, { half: { from, to }, remoteHalf: { from: to, to: from } });
      else if (!hasAllHalves(topology, to)) yield unknown(about, { kind: 'half-unreadable', vnet: to });
    }
  },

  explain: ({ half: { from, to } }, name) =>
    `${name(from)} is set to use the remote gateways of ${name(to)}, but the half ${name(to)} → ${name(from)} does not allow gateway transit.`,
  remedy: ({ remoteHalf }) => [{ kind: 'put-half', ...remoteHalf, flags: { allowTransit: true } }],
  highlights: ({ remoteHalf }) => [remoteHalf],
});
