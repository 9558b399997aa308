import { Button, Tooltip } from '@fluentui/react-components';
import { Copy16Regular, Dismiss20Regular } from '@fluentui/react-icons';
import type { Topology } from '@peerscape/shared/topology';
import { LESSON_SIZE, type Missing, missingIn } from '@peerscape/shared/tour';
import { listed } from '../../lib/format/format.ts';
import panel from '../../ui/panel.module.css';
import { Prose } from '../../ui/prose.tsx';
import css from './tour.module.css';

const COMMAND = 'npm start -- --world course';

interface TourElsewhereProps {
  readonly topology: Topology;
  /** Its name, as a person knows it. */
  readonly estate: string;
  readonly onClose: () => void;
  readonly onCopy: (text: string, what: string) => void;
}

/** In place of the tour on an estate that has not what the tour is about: why, and where to take it. */
export const TourElsewhere = ({ topology, estate, onClose, onCopy }: TourElsewhereProps) => (
  <article className={panel.panel} aria-label="No tour here">
    <header className={panel.head}>
      <div className={panel.headRow}>
        <p className={panel.kind}>Guided tour</p>
        <Tooltip content="Close the tour" relationship="label">
          <Button appearance="subtle" size="small" icon={<Dismiss20Regular />} onClick={onClose} />
        </Tooltip>
      </div>
      <h2 className={panel.title}>The tour cannot be taken here</h2>
    </header>
    <div className={panel.body}>
      <section className={panel.section}>
        <p>
          <Prose text={reasonFor(topology, estate)} />
        </p>
        <p>To take it, start Peerscape on the course. It runs on your machine and touches nothing in Azure.</p>
        <p className={css.command}>
          <code>{COMMAND}</code>
        </p>
        <Button
          className={css.again ?? ''}
          size="small"
          appearance="subtle"
          icon={<Copy16Regular />}
          onClick={() => onCopy(COMMAND, 'command')}
        >
          Copy the command
        </Button>
      </section>
    </div>
  </article>
);

/** More that are missing are not worth their names: it is another estate. */
const MOST_NAMED = 2;

/** Either something is missing, or nothing may be changed. */
function reasonFor(topology: Topology, estate: string): string {
  const missing = missingIn(topology);
  if (missing.length === 0) return `Its stops are done by changing peerings, and ${estate} can only be looked at.`;
  const there = LESSON_SIZE - missing.length;
  const what =
    there === 0
      ? 'has none of them'
      : missing.length <= MOST_NAMED
        ? `lacks ${listed(missing.map(inWords))}`
        : `has ${there} of the ${LESSON_SIZE}`;
  return `It is about the VNets of the world \`course\`; ${estate} ${what}.`;
}

const inWords = ({ name, prefix }: Missing): string => `\`${name}\` with ${prefix}`;
