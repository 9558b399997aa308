import { type Namer, nodeOf, otherEnd, type Topology } from '@peerscape/shared/topology';
import type { ReactElement } from 'react';
import { count, formatNumber } from '../../../lib/format/format.ts';
import { ghostLabel } from '../../../lib/format/ghost-labels.ts';
import { HALF_STATUS_STYLES, PLANNED_CHANGE_LABELS, type PlannedChange, type ThemeName } from '../../../lib/format/half-status-styles.ts';
import type { Point } from '../geometry/bounds.ts';
import type { Size } from '../geometry/view.ts';
import type { Target } from '../interaction/focus.ts';
import { badgesOf } from '../model/badges.ts';
import {
  createSceneNamer,
  describeAttention,
  describeHalf,
  describeMesh,
  describePlannedChanges,
  formatFindingCount,
  MESH_LINES_HINT,
} from '../model/descriptions.ts';
import type { Scene, SceneMesh } from '../model/scene.ts';
import type { FindingCounts } from '../paint/finding-badges.ts';
import { usePlaceBeside } from './use-place-beside.ts';

export interface HoverState {
  readonly target: Target;
  readonly at: Point;
  /** Height of what is above that point and must not be covered, in CSS pixels. */
  readonly clear?: number;
}

interface TooltipProps {
  readonly hover: HoverState;
  readonly topology: Topology;
  readonly theme: ThemeName;
  readonly size: Size;
  readonly findings: FindingCounts;
  readonly planned: ReadonlyMap<string, PlannedChange>;
  readonly scene: Scene;
  /** Explains the keys, or why one led nowhere; for the VNet with the keyboard focus. */
  readonly keysHint?: string | undefined;
}

/** Renders a description of the target under the pointer or with the keyboard focus, positioned so that it covers neither the pointer nor the edge of the map. */
export function Tooltip({
  hover: { target, at, clear },
  topology,
  theme,
  size,
  findings,
  planned,
  scene,
  keysHint,
}: TooltipProps): ReactElement {
  const element = usePlaceBeside(at, size, clear);
  const nameOf = createSceneNamer(scene);
  return (
    <div ref={element} className="ps-map-tooltip" role="tooltip">
      {target.kind === 'vnet' ? (
        <VNetDetails
          topology={topology}
          target={target}
          findings={findings.get(target.key)?.count ?? 0}
          planned={describePlannedChanges(nameOf, planned, target.key)}
          attention={describeAttention(scene, scene.indexOf.get(target.key) ?? -1)}
        />
      ) : target.kind === 'half' ? (
        <PeeringDetails topology={topology} nameOf={nameOf} target={target} theme={theme} planned={planned} />
      ) : target.kind === 'mesh' ? (
        <MeshDetails nameOf={nameOf} mesh={target.mesh} />
      ) : (
        <ConnectedGroupDetails topology={topology} id={target.key} />
      )}
      {keysHint ? <div className="ps-map-keys-hint">{keysHint}</div> : null}
    </div>
  );
}

interface VNetDetailsProps {
  readonly topology: Topology;
  readonly target: Target & { kind: 'vnet' };
  readonly findings: number;
  /** Planned changes to the halves that it owns. */
  readonly planned: readonly string[];
  /** Halves of its peerings that need attention. */
  readonly attention: readonly string[];
}

function VNetDetails({ topology, target, findings, planned, attention }: VNetDetailsProps): ReactElement | null {
  const node = nodeOf(topology, target.key);
  if (!node) return null;
  const peerings = topology.peeringsOf.get(node.key)?.length ?? 0;
  const location =
    node.kind === 'vnet'
      ? [node.location, node.resourceGroup, topology.subscriptions.get(node.subscriptionId)?.name]
      : [`VNet ${ghostLabel(node.reason)}, referenced by a peering`];
  return (
    <>
      <strong>{node.name}</strong>
      <div>{node.addressSpace.join(', ') || 'Unknown address space'}</div>
      <div className="ps-map-quiet">{location.filter(Boolean).join(' · ')}</div>
      <div className="ps-map-quiet">
        {[
          `${peerings} ${peerings === 1 ? 'peering' : 'peerings'}${node.kind === 'vnet' && node.halvesNotRead ? ' (not all were read)' : ''}`,
          ...(findings > 0 ? [formatFindingCount(findings)] : []),
          ...badgesOf(topology.attachedResources.get(node.key)).map(({ meaning }) => meaning),
        ].join(' · ')}
      </div>
      {attention.map((text) => (
        <div key={text}>{text}</div>
      ))}
      {planned.length > 0 ? <div>{planned.join('; ')}</div> : null}
    </>
  );
}

function ConnectedGroupDetails({ topology, id }: { topology: Topology; id: string }): ReactElement | null {
  const group = topology.connectedGroups.find((one) => one.id === id);
  if (!group) return null;
  return (
    <>
      <strong>{group.name}</strong>
      <div>{count(group.vnetIds.length, 'VNet')} connected by Azure Virtual Network Manager, without peerings</div>
      {group.global ? <div className="ps-map-quiet">Spans regions</div> : null}
    </>
  );
}

/** Maximum number of missing peerings that are named. */
const MAX_NAMED = 4;

function MeshDetails({ nameOf, mesh }: { nameOf: Namer; mesh: SceneMesh }): ReactElement {
  const missing = mesh.mesh.missing.map(([a, b]) => `${nameOf(a)} – ${nameOf(b)}`);
  const rest = missing.length > MAX_NAMED ? ` and ${formatNumber(missing.length - MAX_NAMED)} more` : '';
  return (
    <>
      <strong>
        Mesh of {count(mesh.nodes.length, 'VNet')}, {describeMesh(mesh).content}
      </strong>
      {missing.length > 0 ? (
        <div>
          {missing.slice(0, MAX_NAMED).join(', ')}
          {rest}
        </div>
      ) : null}
      <div className="ps-map-quiet">{MESH_LINES_HINT}</div>
    </>
  );
}

interface PeeringDetailsProps {
  readonly topology: Topology;
  readonly nameOf: Namer;
  readonly target: Target & { kind: 'half' };
  readonly theme: ThemeName;
  readonly planned: ReadonlyMap<string, PlannedChange>;
}

function PeeringDetails({ topology, nameOf, target, theme, planned }: PeeringDetailsProps): ReactElement | null {
  const peering = topology.peerings.get(target.key);
  if (!peering) return null;
  const ends = target.side === 0 ? [peering.a, peering.b] : [peering.b, peering.a];
  const halves = ends.map((end) => ({
    ...describeHalf(topology, nameOf, peering, end),
    end,
    change: planned.get(`${end}>${otherEnd(peering, end)}`),
  }));
  return (
    <>
      {halves.map(({ change, ...half }, i) => (
        <div key={half.end} className={i === 0 ? undefined : 'ps-map-other-half'}>
          <span className="ps-map-half">
            <i style={{ background: HALF_STATUS_STYLES[half.status].colour[theme] }} />
            {half.title}: <strong>{half.statusText}</strong>
            {change ? `, ${PLANNED_CHANGE_LABELS[change]}` : ''}
          </span>
          {i === 0 && half.status !== 'connected' ? <div className="ps-map-quiet">{HALF_STATUS_STYLES[half.status].sentence}</div> : null}
          {i === 0
            ? half.options.map((option) => (
                <div key={option} className="ps-map-quiet">
                  {option}
                </div>
              ))
            : null}
        </div>
      ))}
    </>
  );
}
