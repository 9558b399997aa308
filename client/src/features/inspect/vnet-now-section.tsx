import { Button, Spinner } from '@fluentui/react-components';
import { ArrowClockwise16Regular } from '@fluentui/react-icons';
import { type Half, halfFrom, type Topology, type VNet } from '@peerscape/shared/topology';
import { clock, count } from '../../lib/format/format.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import panel from '../../ui/panel.module.css';
import { type Difference, differencesBetween } from './differences.ts';
import css from './inspect.module.css';
import { Section } from './section.tsx';
import { useVNetNow } from './vnet-now-query.ts';

/** Asks the resource provider how this VNet is at this moment, and says what differs from the snapshot. */
export function VNetNowSection({ topology, vnet }: { topology: Topology; vnet: VNet }) {
  const { now, isReading, problem, read } = useVNetNow(vnet.id);
  const halves = (topology.peeringsOf.get(vnet.key) ?? []).flatMap((peering): Half[] => {
    const half = halfFrom(peering, vnet.key);
    return half ? [half, ...peering.extra.filter(({ from }) => from === vnet.key)] : [];
  });
  return (
    <Section title="Right now">
      <p className={panel.quiet}>
        The picture comes from Azure Resource Graph, which can lag by minutes. This asks the network resource provider itself.
      </p>
      <div aria-live="polite">
        {problem ? <ProblemNotice problem={problem} /> : null}
        {now ? <NowWords readAt={now.readAt} differences={differencesBetween({ vnet, halves }, now)} /> : null}
      </div>
      <div>
        <Button
          size="small"
          disabled={isReading}
          icon={isReading ? <Spinner size="extra-tiny" /> : <ArrowClockwise16Regular />}
          onClick={read}
        >
          {isReading ? 'Reading…' : 'Read this VNet now'}
        </Button>
      </div>
    </Section>
  );
}

function NowWords({ readAt, differences }: { readAt: string; differences: readonly Difference[] }) {
  const at = clock(Date.parse(readAt), Date.now());
  if (differences.length === 0) return <p>The same as in the picture, read at {at}.</p>;
  return (
    <>
      <p>
        {count(differences.length, 'difference')}, read at {at}:
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
