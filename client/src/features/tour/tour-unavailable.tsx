import { Button } from '@fluentui/react-components';
import { Copy16Regular } from '@fluentui/react-icons';
import type { Topology } from '@peerscape/shared/topology';
import { findMissingVNets, LESSON_SIZE, type MissingVNet } from '@peerscape/shared/tour';
import { formatList } from '../../lib/format/format.ts';
import { CodeBlock } from '../../ui/code-block.tsx';
import panel from '../../ui/panel.module.css';
import { Panel } from '../../ui/panel.tsx';
import { Prose } from '../../ui/prose.tsx';

const COMMAND = 'npm start -- --world course';

interface TourUnavailableProps {
  readonly topology: Topology;
  /** Display name of the estate. */
  readonly estate: string;
  readonly onClose: () => void;
  readonly onCopy: (text: string, what: string) => void;
}

/** Renders the notice for estates in which the tour is not available: the reason, and how to take the tour. */
export const TourUnavailable = ({ topology, estate, onClose, onCopy }: TourUnavailableProps) => (
  <Panel kind="Guided tour" title="The tour is not available here" onClose={onClose}>
    <section className={panel.section}>
      <p>
        <Prose text={describeReason(topology, estate)} />
      </p>
      <p>To take the tour, start Peerscape with the course sandbox. It runs on your machine and changes nothing in Azure.</p>
      <CodeBlock text={COMMAND} isWrapped />
      <div className={panel.actions}>
        <Button size="small" appearance="subtle" icon={<Copy16Regular />} onClick={() => onCopy(COMMAND, 'command')}>
          Copy command
        </Button>
      </div>
    </section>
  </Panel>
);

/** Missing VNets are listed by name up to this number. */
const MAX_NAMED = 2;

/** Describes why the tour is not available: the estate is read-only, or VNets of the tour are missing. */
function describeReason(topology: Topology, estate: string): string {
  const missing = findMissingVNets(topology);
  if (missing.length === 0) return `The tour changes peerings, and ${estate} is read-only.`;
  const present = LESSON_SIZE - missing.length;
  const difference =
    present === 0
      ? 'has none of them'
      : missing.length <= MAX_NAMED
        ? `does not have ${formatList(missing.map(formatMissing))}`
        : `has ${present} of ${LESSON_SIZE}`;
  return `The tour needs the ${LESSON_SIZE} VNets of the \`course\` sandbox, and ${estate} ${difference}.`;
}

const formatMissing = ({ name, prefix }: MissingVNet): string => `\`${name}\` with ${prefix}`;
