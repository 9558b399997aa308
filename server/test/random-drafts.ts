import type { ResourceKey } from '@peerscape/shared/arm';
import { runRules } from '@peerscape/shared/health';
import type { Intent } from '@peerscape/shared/plan';
import { buildTopology, type HalfFlags, type Topology, type TopologyRows } from '@peerscape/shared/topology';
import fc from 'fast-check';

const NAMES = ['hub', 'a', 'b', 'c'] as const;
const PAIRS = NAMES.flatMap((one, i) => NAMES.slice(i + 1).map((other) => [one, other] as const));

/** Further prefixes of a VNet: none, one that several VNets have, one of its own, or IPv6. */
const moreSpace = fc.subarray(['10.9.0.0/16', '10.2@.0.0/16', 'fd00:@::/48', 'fd00:9::/48']);

const vnetLines = fc
  .tuple(
    ...NAMES.map((name, i) =>
      fc
        .tuple(
          moreSpace,
          name === 'hub' ? fc.constantFrom(' gateway', '') : fc.constant(''),
          fc.constantFrom('', '', '', '', '', '', '', ' failed'),
        )
        .map(([more, gateway, state]) => {
          const number = String(i);
          const space = [`10.${number}.0.0/16`, ...more.map((prefix) => prefix.replace('@', number))];
          const shared = more.includes('10.9.0.0/16') ? [`subnet ${name}/shared 10.9.${number}.0/24`] : [];
          return [
            `vnet ${name} ${space.join(' ')}${gateway}${state}`,
            `subnet ${name}/web 10.${number}.1.0/24`,
            `subnet ${name}/db 10.${number}.2.0/24`,
            ...shared,
          ];
        }),
    ),
  )
  .map((lines) => lines.flat());

/** Possible states of a pair; @ and # stand for the names. */
const PAIR_STATES = [
  '',
  '',
  '@ <-> #',
  '@ <-> # forwarded | no-access',
  '@ -> # Initiated',
  '# -> @ Initiated forwarded',
  '@ -> # Initiated learned=10.200.0.0/16',
  '@ -> # Disconnected',
  '# -> @ Disconnected forwarded',
  '# -> @ Disconnected learned=10.9.0.0/16',
  '@ -> # Disconnected\n# -> @ Disconnected',
  '@ -> # Connected learned=10.200.0.0/16\n# -> @ Connected',
  '@ -> # Connected failed\n# -> @ Connected',
  '@ <-> # local-subnets=web remote-subnets=web',
  '@ <-> # local-subnets=web,db remote-subnets=db',
  '@ -> # Initiated local-subnets=web remote-subnets=web,db',
  '@ -> # Initiated local-subnets=web remote-subnets=web learned=10.200.1.0/24',
  '# -> @ Disconnected local-subnets=web remote-subnets=db',
  '@ -> # Connected local-subnets=web remote-subnets=web learned=10.200.1.0/24\n# -> @ Connected local-subnets=web remote-subnets=web',
  '@ <-> # ipv6-only',
  '@ -> # Initiated ipv6-only',
  '# -> @ Disconnected ipv6-only',
];

/** Possible states of a pair with the hub, which may have a gateway. */
const HUB_PAIR_STATES = [
  ...PAIR_STATES,
  '@ <-> # transit | use-gateways',
  '@ <-> # transit forwarded | use-gateways',
  '# -> @ Disconnected use-gateways',
  '@ -> # Disconnected transit',
  '@ -> # Connected transit learned=10.200.0.0/16\n# -> @ Connected use-gateways',
];

/** Halves that point at a deleted VNet. */
const leftovers = fc.subarray(NAMES.map((name) => `${name} -> gone Disconnected`));

/** Texts of small worlds: VNets that may overlap, with subnets and both address families, and pairs in every state. */
export const randomWorlds: fc.Arbitrary<string> = fc
  .tuple(
    vnetLines,
    fc.tuple(...PAIRS.map(([one]) => fc.constantFrom(...(one === 'hub' ? HUB_PAIR_STATES : PAIR_STATES)))),
    fc.constantFrom('10.8.0.0/16', '10.9.0.0/16', '10.1.0.0/20'),
    fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: leftovers }),
  )
  .map(([vnets, states, goneSpace, halves]) =>
    [
      ...vnets,
      `vnet gone ${goneSpace} deleted`,
      ...states.map((state, i) => state.replaceAll('@', PAIRS[i]?.[0] ?? '').replaceAll('#', PAIRS[i]?.[1] ?? '')),
      ...halves,
    ]
      .filter((line) => line !== '')
      .join('\n'),
  );

const subnetLists = fc.constantFrom(['web'], ['db'], ['web', 'db'], ['shared'], ['web', 'shared']);

const options: fc.Arbitrary<Partial<HalfFlags>> = fc.record(
  { allowAccess: fc.boolean(), allowForwarded: fc.boolean(), allowTransit: fc.boolean() },
  { requiredKeys: [] },
);

/** Matching scopes for the two halves of a pair: of the first, and of the second. */
const scopes: fc.Arbitrary<readonly [Partial<HalfFlags>, Partial<HalfFlags>]> = fc.oneof(
  fc.tuple(subnetLists, subnetLists).map(
    ([one, other]) =>
      [
        { completeVnets: false, localSubnets: one, remoteSubnets: other },
        { completeVnets: false, localSubnets: other, remoteSubnets: one },
      ] as const,
  ),
  fc.boolean().map((onlyIPv6) => [{ onlyIPv6 }, { onlyIPv6 }] as const),
  fc.constant([
    { completeVnets: false, onlyIPv6: true },
    { completeVnets: false, onlyIPv6: true },
  ] as const),
);

/** Intents for a pair, with names in place of keys. */
function intentsOfPair(one: string, other: string): fc.Arbitrary<Intent> {
  const [a, b] = [one as ResourceKey, other as ResourceKey];
  const [there, back] = [
    { from: a, to: b },
    { from: b, to: a },
  ];
  const connect = ([ab, ba]: readonly [Partial<HalfFlags>, Partial<HalfFlags>]): Intent => ({
    kind: 'connect',
    a,
    b,
    ab: { flags: ab },
    ba: { flags: ba },
  });
  return fc.oneof(
    fc.tuple(options, options).map(connect),
    scopes.map(connect),
    fc.constantFrom<Intent>(
      connect([{ allowTransit: true }, { useRemoteGateways: true }]),
      { kind: 'connect', a: b, b: a, only: 'half' },
      { kind: 'delete', ...there },
      { kind: 'delete', ...there, only: 'half' },
      { kind: 'repair', a, b },
      { kind: 'sync', ...there },
      {
        kind: 'changes',
        changes: [
          { kind: 'delete-half', ...there },
          { kind: 'put-half', ...there },
        ],
      },
    ),
    fc.tuple(options, options).map(([flags, others]): Intent => ({ kind: 'set-options', ...there, flags, back: others })),
    scopes.map(([flags, others]): Intent => ({ kind: 'set-options', ...there, flags, back: others })),
    scopes.map(([flags]): Intent => ({ kind: 'set-options', ...back, flags })),
  );
}

/** A draft that is completed with a world: at most one intent for each pair, or the remedies of some of its findings. */
interface RandomDraft {
  readonly intents: readonly (Intent | undefined)[];
  /** Positions among the findings with a remedy, modulo their number. */
  readonly remedies: readonly number[];
}

export const randomDrafts: fc.Arbitrary<RandomDraft> = fc.record({
  intents: fc.tuple(...PAIRS.map(([one, other]) => fc.option(intentsOfPair(one, other), { nil: undefined, freq: 2 }))),
  remedies: fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(fc.nat(20), { minLength: 1, maxLength: 2 }) },
  ),
});

/** Returns the intents of a draft for the VNets of a world. Remedies replace the other intents, which could contradict them. */
export function resolveDraft(rows: TopologyRows, { intents, remedies }: RandomDraft): readonly Intent[] {
  const topology = buildTopology(rows);
  const found = runRules(topology).findings.filter(({ remedy }) => remedy.length > 0);
  const chosen = new Set(remedies.flatMap((position) => found[position % Math.max(found.length, 1)] ?? []));
  if (chosen.size > 0) return [...chosen].map(({ remedy }) => ({ kind: 'changes', changes: remedy }));
  return intents.flatMap((intent) => (intent ? [resolveNames(topology, intent)] : []));
}

const ENDS: ReadonlySet<string> = new Set(['a', 'b', 'from', 'to'] satisfies string[]);

/** Returns the intent with the keys of the VNets that it names. */
export const resolveNames = (topology: Topology, intent: Intent): Intent =>
  JSON.parse(JSON.stringify(intent), (property, value) =>
    ENDS.has(property) && typeof value === 'string' ? findKey(topology, value) : value,
  );

const findKey = (topology: Topology, name: string): ResourceKey =>
  [...topology.vnets.values(), ...topology.ghosts.values()].find((node) => node.name === name)?.key ?? (name as ResourceKey);
