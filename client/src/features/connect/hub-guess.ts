import type { ResourceKey } from '@peerscape/shared/arm';
import { hubCandidates } from '@peerscape/shared/goals';
import type { Topology } from '@peerscape/shared/topology';
import type { Pair } from '../../lib/pair-text.ts';

/** Which of the two looks like a hub; `a` when nothing tells. */
export const guessHub = (topology: Topology, { a, b }: Pair): ResourceKey => hubCandidates(topology, [a, b])[0]?.key ?? a;
