import { Button } from '@fluentui/react-components';
import { Add16Regular, Checkmark16Regular } from '@fluentui/react-icons';
import { lastName } from '@peerscape/shared/arm';
import { type RouteTableChange, routeHandOff } from '@peerscape/shared/handoff';
import { type Intent, makePlan } from '@peerscape/shared/plan';
import type { LearnedRoutes, Question } from '@peerscape/shared/reach';
import { formatList, type Namer, type Topology, type TopologyRows } from '@peerscape/shared/topology';
import { type ReactNode, useDeferredValue, useMemo } from 'react';
import { useReachJob } from '../../lib/server/use-reach-job.ts';
import type { DraftHandle } from '../../lib/state/use-draft.tsx';
import { Fold } from '../../ui/fold.tsx';
import { HandOffCode, RoleActions } from '../../ui/hand-off.tsx';
import panel from '../../ui/panel.module.css';
import { Section } from '../../ui/panel.tsx';
import { answerAfter } from './answer-after.ts';
import { describeAnswer } from './describe-answer.ts';
import type { HubNextHop } from './hub-next-hops.ts';
import type { RoutedEnd } from './plan-routes.ts';
import css from './reach.module.css';
import { SideEffects } from './side-effects.tsx';
import { VerdictBadge } from './verdict-badge.tsx';
import { findWaysOut, type WayOut } from './ways-out.ts';

export interface WaysOutProps {
  readonly topology: Topology;
  readonly rows: TopologyRows;
  readonly nameOf: Namer;
  readonly question: Question;
  readonly learned: LearnedRoutes;
  /** VNets of the two places. */
  readonly ends: readonly [RoutedEnd, RoutedEnd];
  /** Changes of the draft, by half. */
  readonly planned: DraftHandle['planned'];
  readonly onAdd: (intents: readonly Intent[]) => void;
  readonly onCopy: (text: string, what: string) => void;
}

/** Lists what can be changed so that two VNets reach each other, with the verdict after each change. */
export function WaysOutSection(props: WaysOutProps) {
  const { topology, nameOf, ends } = props;
  const [a, b] = ends;
  const ways = useMemo(() => findWaysOut(topology, nameOf, a, b), [topology, nameOf, a, b]);
  if (ways.length === 0) return null;
  return (
    <Section title="Ways out">
      <ul className={css.ways}>
        {ways.map((way) => (
          <WayOutItem key={way.id} {...props} way={way} />
        ))}
      </ul>
    </Section>
  );
}

function WayOutItem({ way, rows, nameOf, question, learned, ends, onCopy, ...draft }: WaysOutProps & { readonly way: WayOut }) {
  const { topology } = draft;
  const { title, sentence, intents, through, routes, problems } = way;
  // in a large estate it takes a second or more, and the answer should not wait for it
  const deferred = useDeferredValue(way, undefined);
  const after = useMemo(
    () => deferred && answerAfter(topology, rows, deferred, question, learned),
    [topology, rows, deferred, question, learned],
  );
  const [a, b] = ends;
  const change = useMemo(
    () => ({
      steps: makePlan(topology, way.intents).steps,
      routeTables: way.routes,
      pairs: [[a.vnet.key, b.vnet.key] as const],
    }),
    [topology, way, a, b],
  );
  const preview = useReachJob(rows, 'preview', problems.length > 0 ? undefined : change);
  return (
    <li className={css.way}>
      <h4 className={css.wayTitle}>{title}</h4>
      <p>{sentence}</p>
      {problems.length > 0 ? (
        <ul className={panel.bullets} aria-label="Why Azure will reject this">
          {problems.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      ) : (
        <>
          <p className={css.after}>
            <span className={panel.quiet}>Then:</span> {after ? <VerdictBadge verdict={after.verdict} /> : '…'}
          </p>
          {!after || after.verdict === 'reachable' ? null : <p className={panel.quiet}>{describeAnswer(after, '', '').reason}</p>}
          {preview.result ? <SideEffects nameOf={nameOf} preview={preview.result} /> : null}
          {preview.isRunning ? <p className={panel.quiet}>Computing what else it opens…</p> : null}
          {preview.fault === undefined ? null : <p>What else it opens could not be computed: {preview.fault}</p>}
          {intents.length > 0 ? <DraftButton {...draft} title={title} intents={intents} through={through} /> : null}
          {routes.length > 0 ? <RouteHandOff routes={routes} onCopy={onCopy} /> : null}
        </>
      )}
    </li>
  );
}

interface DraftButtonProps extends Pick<WaysOutProps, 'topology' | 'planned' | 'onAdd'> {
  readonly title: string;
  readonly intents: readonly Intent[];
  readonly through: WayOut['through'];
}

/** Options of peerings that traffic through a resource of a hub needs. */
const PEERING_NEEDS: Readonly<Record<HubNextHop['through'], { readonly action: string; readonly sentence: ReactNode }>> = {
  appliance: {
    action: 'Allow forwarded traffic',
    sentence: (
      <p>
        The peerings must accept forwarded traffic (<code>allowForwardedTraffic</code>).
      </p>
    ),
  },
  gateway: {
    action: 'Use the gateway',
    sentence: (
      <p>
        The hub must allow gateway transit (<code>allowGatewayTransit</code>), and both VNets must use its gateway (
        <code>useRemoteGateways</code>).
      </p>
    ),
  },
};

function DraftButton({ topology, planned, onAdd, title, intents, through }: DraftButtonProps) {
  const steps = useMemo(() => makePlan(topology, intents).steps, [topology, intents]);
  const isDrafted = steps.length > 0 && steps.every(({ half }) => planned.has(`${half.from}>${half.to}`));
  return (
    <>
      {through ? PEERING_NEEDS[through].sentence : null}
      <div className={panel.actions}>
        <Button
          size="small"
          icon={isDrafted ? <Checkmark16Regular /> : <Add16Regular />}
          disabledFocusable={isDrafted}
          onClick={() => (isDrafted ? undefined : onAdd(intents))}
        >
          {isDrafted ? 'In the draft' : `${through ? PEERING_NEEDS[through].action : title}: add to draft`}
        </Button>
      </div>
    </>
  );
}

/** Lists the exact routes, with code to make them: Peerscape does not change route tables. */
function RouteHandOff({ routes, onCopy }: { readonly routes: readonly RouteTableChange[] } & Pick<WaysOutProps, 'onCopy'>) {
  const texts = useMemo(() => routeHandOff(routes), [routes]);
  return (
    <>
      <p>Peerscape does not change route tables. These routes are needed:</p>
      <ul className={panel.bullets}>
        {routes.flatMap((table) =>
          table.routes.map(({ name, prefix, nextHopType, nextHopIp }) => (
            <li key={`${table.id} ${name}`}>
              {table.isNew ? 'New route table' : 'Route table'} {table.name}: <code>{prefix}</code> →{' '}
              <code>{[nextHopType, nextHopIp].join(' ').trim()}</code>
              {table.subnets.length > 0 ? `, on ${formatList(table.subnets.map(({ id }) => lastName(id)))}` : ''}
            </li>
          )),
        )}
      </ul>
      <Fold title="As code, and the rights needed" isInline isLazy>
        <p className={panel.quiet}>The least privileged built-in role is {texts.role.name}. These permissions are sufficient:</p>
        <RoleActions role={texts.role} />
        <HandOffCode texts={texts} onCopy={onCopy} fileName="peerscape-routes" />
      </Fold>
    </>
  );
}
