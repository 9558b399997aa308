import type { Half } from '@peerscape/shared/topology';
import { Facts } from '../../ui/facts.tsx';
import { Fold } from '../../ui/fold.tsx';

/** Lists properties that this version of Peerscape does not know, as Azure returned them. */
export function OtherProperties({ half }: { half: Half }) {
  const entries = Object.entries(half.other ?? {});
  if (entries.length === 0) return null;
  return (
    <Fold title="Other properties" count={entries.length} isInline>
      <Facts facts={entries.map(([name, value]) => [name, <code key={name}>{JSON.stringify(value)}</code>])} />
    </Fold>
  );
}
