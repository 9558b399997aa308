import { Button, Spinner } from '@fluentui/react-components';
import { ArrowClockwise16Regular } from '@fluentui/react-icons';
import { type Half, halfFrom, type Topology, type VNet } from '@peerscape/shared/topology';
import { count } from '../../lib/format/format.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import panel from '../../ui/panel.module.css';
import { Section } from '../../ui/panel.tsx';
import { Time } from '../../ui/time.tsx';
import { type Difference, differencesBetween } from './differences.ts';
import css from './inspect.module.css';
import { useLiveVNet } from './use-live-vnet.ts';

/** Reads this VNet from the resource provider on demand and lists the differences from the snapshot. */
export function LiveCheckSection({ topology, vnet }: { topology: Topology; vnet: VNet }) {
  const { now, isReading, problem, read } = useLiveVNet(vnet.id);
  const halves = (topology.peeringsOf.get(vnet.key) ?? []).flatMap((peering): Half[] => {
    const half = halfFrom(peering, vnet.key);
    return half ? [half, ...peering.extra.filter(({ from }) => from === vnet.key)] : [];
  });
  return (
    <Section title="Live check">
      <p className={panel.quiet}>
        The snapshot comes from Azure Resource Graph, which can lag by several minutes. Compare it with the network resource provider.
      </p>
      <div aria-live="polite">
        {problem ? <ProblemNotice problem={problem} /> : null}
        {now ? <Differences readAt={now.readAt} differences={differencesBetween({ vnet, halves }, now)} /> : null}
      </div>
      <div>
        <Button
          size="small"
          disabled={isReading}
          icon={isReading ? <Spinner size="extra-tiny" /> : <ArrowClockwise16Regular />}
          onClick={read}
        >
          {isReading ? 'Checking…' : 'Check now'}
        </Button>
      </div>
    </Section>
  );
}

function Differences({ readAt, differences }: { readAt: string; differences: readonly Difference[] }) {
  const at = <Time at={readAt} now={Date.now()} />;
  if (differences.length === 0) return <p>No differences from the snapshot. Checked at {at}.</p>;
  return (
    <>
      <p>
        {count(differences.length, 'difference')} from the snapshot. Checked at {at}:
      </p>
      <ul className={css.items}>
        {differences.map(({ what, before, now }) => (
          <li key={what} className={css.difference}>
            <span>{what}</span>
            <del>{before}</del>
            <ins>{now}</ins>
          </li>
        ))}
      </ul>
    </>
  );
}
