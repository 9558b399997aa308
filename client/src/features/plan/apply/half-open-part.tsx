import { Button } from '@fluentui/react-components';
import type { ApplyDocument } from '@peerscape/shared/api';
import type { Intent } from '@peerscape/shared/plan';
import type { DraftHandle } from '../../../lib/state/use-draft.tsx';
import { Notice } from '../../../ui/notice.tsx';
import panel from '../../../ui/panel.module.css';

interface HalfOpenPartProps {
  readonly pairs: ApplyDocument['halfOpen'];
  readonly draft: DraftHandle;
  readonly onReview: () => void;
}

/** Pairs that an apply left with one half: each can be finished, or its half removed. Either goes to the draft, as everything does. */
export function HalfOpenPart({ pairs, draft, onReview }: HalfOpenPartProps) {
  if (pairs.length === 0) return null;
  const wish = (intent: Intent) => {
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
              <Button size="small" onClick={() => wish(finished(pair))}>
                Finish the peering
              </Button>
              <Button size="small" onClick={() => wish(removed(pair))}>
                Remove the half
              </Button>
            </>
          }
        >
          Nothing is routed between the two until both halves are there. Both acts go to the draft and send nothing yet.
        </Notice>
      ))}
    </div>
  );
}

/** Keys of VNets are plain text on the wire. */
type Keys = Pick<Intent & { kind: 'connect' }, 'a' | 'b'>;

const finished = (pair: HalfOpenPartProps['pairs'][number]): Intent => ({ kind: 'connect', ...keysOf(pair) });

const removed = (pair: HalfOpenPartProps['pairs'][number]): Intent => {
  const { a, b } = keysOf(pair);
  return { kind: 'delete', from: a, to: b, only: 'half' };
};

const keysOf = ({ a, b }: HalfOpenPartProps['pairs'][number]): Keys => ({ a: a as Keys['a'], b: b as Keys['b'] });
