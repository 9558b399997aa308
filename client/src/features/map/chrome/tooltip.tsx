import { nodeOf, otherEnd, type Topology } from '@peerscape/shared/topology';
import type { ReactElement } from 'react';
import { HALF_LOOKS, PLANNED_WORDS, type PlannedChange, type Theme } from '../../../lib/format/half-looks.ts';
import { peeringName } from '../../../lib/format/names.ts';
import type { Point } from '../geometry/room.ts';
import type { Size } from '../geometry/view.ts';
import type { Target } from '../interaction/focus.ts';
import { badgesOf } from '../model/badges.ts';
import type { SceneMesh } from '../model/scene.ts';
import { halfInWords, MESH_LINES, meshInWords, plannedInWords, troubleInWords } from '../model/words.ts';
import type { FindingCounts } from '../paint/findings.ts';

export interface Pointed {
  readonly target: Target;
  readonly at: Point;
}

interface TooltipProps {
  readonly pointed: Pointed;
  readonly topology: Topology;
  readonly theme: Theme;
  readonly size: Size;
  readonly findings: FindingCounts;
  readonly planned: ReadonlyMap<string, PlannedChange>;
}

/** What lies under the pointer, in words. It stands where it hides neither the pointer nor the edge of the map. */
export function Tooltip({ pointed: { target, at }, topology, theme, size, findings, planned }: TooltipProps): ReactElement {
  const [toLeft, toTop] = [at.x > Math.max(size.width / 2, size.width - 330), at.y > Math.max(size.height / 2, size.height - 170)];
  const place = {
    ...(toLeft ? { right: size.width - at.x + 14 } : { left: at.x + 14 }),
    ...(toTop ? { bottom: size.height - at.y + 14 } : { top: at.y + 16 }),
  };
  return (
    <div className="ps-map-tooltip" style={place} role="tooltip">
      {target.kind === 'vnet' ? (
        <VNetWords
          topology={topology}
          target={target}
          findings={findings.get(target.key)?.count ?? 0}
          draft={plannedInWords(topology, planned, target.key)}
        />
      ) : target.kind === 'half' ? (
        <PeeringWords topology={topology} target={target} theme={theme} planned={planned} />
      ) : target.kind === 'mesh' ? (
        <MeshWords topology={topology} mesh={target.mesh} />
      ) : (
        <ConnectedGroupWords topology={topology} id={target.key} />
      )}
    </div>
  );
}

interface VNetWordsProps {
  readonly topology: Topology;
  readonly target: Target & { kind: 'vnet' };
  readonly findings: number;
  /** What a draft does to its halves. */
  readonly draft: readonly string[];
}

function VNetWords({ topology, target, findings, draft }: VNetWordsProps): ReactElement | null {
  const node = nodeOf(topology, target.key);
  if (!node) return null;
  const peerings = topology.peeringsOf.get(node.key)?.length ?? 0;
  const where =
    node.kind === 'vnet'
      ? [node.location, node.resourceGroup, topology.subscriptions.get(node.subscriptionId)?.name]
      : ['not readable: another half refers to it'];
  return (
    <>
      <strong>{node.name}</strong>
      <div>{node.addressSpace.join(', ') || 'no known address space'}</div>
      <div className="ps-map-quiet">{where.filter(Boolean).join(' · ')}</div>
      <div className="ps-map-quiet">
        {[
          `${peerings} ${peerings === 1 ? 'peering' : 'peerings'}`,
          ...(findings > 0 ? [troubleInWords(findings)] : []),
          ...badgesOf(topology.equipmentOf.get(node.key)).map(({ meaning }) => meaning),
        ].join(' · ')}
      </div>
      {draft.length > 0 ? <div>{draft.join('; ')}</div> : null}
    </>
  );
}

function ConnectedGroupWords({ topology, id }: { topology: Topology; id: string }): ReactElement | null {
  const group = topology.connectedGroups.find((one) => one.id === id);
  if (!group) return null;
  return (
    <>
      <strong>{group.name}</strong>
      <div>{group.vnetIds.length} VNets connected by Virtual Network Manager, no peering</div>
      {group.global ? <div className="ps-map-quiet">across regions</div> : null}
    </>
  );
}

/** So many missing peerings are named. */
const MOST_NAMED = 4;

function MeshWords({ topology, mesh }: { topology: Topology; mesh: SceneMesh }): ReactElement {
  const missing = mesh.mesh.missing.map(([a, b]) => peeringName(topology, { a, b }));
  const rest = missing.length > MOST_NAMED ? ` and ${missing.length - MOST_NAMED} more` : '';
  return (
    <>
      <strong>
        Mesh of {mesh.nodes.length} VNets, {meshInWords(mesh).content}
      </strong>
      {missing.length > 0 ? (
        <div>
          {missing.slice(0, MOST_NAMED).join(', ')}
          {rest}
        </div>
      ) : null}
      <div className="ps-map-quiet">{MESH_LINES}</div>
    </>
  );
}

interface PeeringWordsProps {
  readonly topology: Topology;
  readonly target: Target & { kind: 'half' };
  readonly theme: Theme;
  readonly planned: ReadonlyMap<string, PlannedChange>;
}

function PeeringWords({ topology, target, theme, planned }: PeeringWordsProps): ReactElement | null {
  const peering = topology.peerings.get(target.key);
  if (!peering) return null;
  const ends = target.side === 0 ? [peering.a, peering.b] : [peering.b, peering.a];
  const halves = ends.map((end) => ({ ...halfInWords(topology, peering, end), draft: planned.get(`${end}>${otherEnd(peering, end)}`) }));
  return (
    <>
      {halves.map(({ title, state, look, options, draft }, i) => (
        <div key={title} className={i === 0 ? undefined : 'ps-map-other-half'}>
          <span className="ps-map-half">
            <i style={{ background: HALF_LOOKS[look].colour[theme] }} />
            {title}: <strong>{state}</strong>
            {draft ? `, ${PLANNED_WORDS[draft]}` : ''}
          </span>
          {i === 0 && look !== 'connected' ? <div className="ps-map-quiet">{HALF_LOOKS[look].sentence}</div> : null}
          {i === 0
            ? options.map((option) => (
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
