import { Button } from '@fluentui/react-components';
import type { ApplyDocument } from '@peerscape/shared/api';
import type { Intent } from '@peerscape/shared/plan';
import type { DraftHandle } from '../../../lib/state/use-draft.tsx';
import { Notice } from '../../../ui/notice.tsx';
import panel from '../../../ui/panel.module.css';

interface IncompletePairsProps {
  readonly pairs: ApplyDocument['halfOpen'];
  readonly draft: DraftHandle;
  readonly onReview: () => void;
}

/** Lists pairs that an apply left with only one half, with actions to complete the peering or delete the half through the draft. */
export function IncompletePairs({ pairs, draft, onReview }: IncompletePairsProps) {
  if (pairs.length === 0) return null;
  const addAndReview = (intent: Intent) => {
    draft.add(intent);
    onReview();
  };
  return (
    <div className={panel.notices}>
      {pairs.map((pair) => (
        <Notice
          key={`${pair.a} ${pair.b}`}
          severity="warning"
          title={pair.text}
          actions={
            <>
              <Button size="small" onClick={() => addAndReview(toConnect(pair))}>
                Complete the peering
              </Button>
              <Button size="small" onClick={() => addAndReview(toDelete(pair))}>
                Delete the half
              </Button>
            </>
          }
        >
          No traffic is routed between the two VNets until both halves exist. Both actions only change the draft; nothing is sent yet.
        </Notice>
      ))}
    </div>
  );
}

/** VNet keys are plain strings on the wire. */
type Keys = Pick<Intent & { kind: 'connect' }, 'a' | 'b'>;

const toConnect = (pair: IncompletePairsProps['pairs'][number]): Intent => ({ kind: 'connect', ...keysOf(pair) });

const toDelete = (pair: IncompletePairsProps['pairs'][number]): Intent => {
  const { a, b } = keysOf(pair);
  return { kind: 'delete', from: a, to: b, only: 'half' };
};

const keysOf = ({ a, b }: IncompletePairsProps['pairs'][number]): Keys => ({ a: a as Keys['a'], b: b as Keys['b'] });
