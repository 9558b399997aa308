import type { Answer, Blocker, BlockerCode } from '@peerscape/shared/reach';

/** Answer in words. */
export interface AnswerText {
  /** One sentence with the names of both places. */
  readonly sentence: string;
  /** Reason for the verdict; undefined where the sentence says all. */
  readonly reason: string | undefined;
}

const FILTERS: Readonly<Partial<Record<BlockerCode, string>>> = {
  'nsg-rule': 'a network security group denies it',
  'admin-rule': 'a security admin rule denies it',
};

/** Describes an answer. */
export function describeAnswer({ verdict, forward, back }: Answer, from: string, to: string): AnswerText {
  const reason = (forward.blocker ?? back.blocker)?.text;
  switch (verdict) {
    case 'reachable':
      return { sentence: `${from} reaches ${to}, and replies come back.`, reason };
    case 'one-way':
      return { sentence: `Traffic from ${from} arrives at ${to}, but replies do not come back.`, reason };
    case 'asymmetric':
      return {
        sentence: `${from} and ${to} reach each other through different appliances.`,
        reason: 'Appliances that keep the state of connections drop what they have seen only one direction of: TCP fails, ping may work.',
      };
    case 'blocked':
      return { sentence: `${from} cannot reach ${to}: ${describeFilter(forward.blocker)}.`, reason };
    case 'unreachable':
      return { sentence: `${from} cannot reach ${to}.`, reason };
    case 'ambiguous':
      return { sentence: `Whether ${from} reaches ${to} depends on the subnet or the path.`, reason };
    case 'unknown':
      return { sentence: `It is not known whether ${from} reaches ${to}.`, reason };
  }
}

const describeFilter = (blocker: Blocker | undefined): string =>
  (blocker && FILTERS[blocker.code]) ?? 'default security rules do not allow it';
