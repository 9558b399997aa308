import type { ResourceKey } from '@peerscape/shared/arm';
import type { SaidRoles } from '@peerscape/shared/shapes';
import type { HalfRef, Topology } from '@peerscape/shared/topology';
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  type Ref,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react';
import { count } from '../../../lib/format/format.ts';
import type { ApplyState, PlannedChange } from '../../../lib/format/half-looks.ts';
import type { OwnPositions } from '../../../lib/state/own-positions.ts';
import type { PickHow } from '../../../lib/state/picks.ts';
import type { Selection } from '../../../lib/state/selection.ts';
import type { Drawn } from '../export/drawn.ts';
import { type KeyAct, keyAct, ZOOM_STEP } from '../interaction/keys.ts';
import { type LivingMap, livingMap } from '../interaction/living-map.ts';
import type { Standing } from '../interaction/map-io.ts';
import { arrangementName } from '../model/arrangement.ts';
import type { Grouping } from '../model/grouping.ts';
import type { Direction } from '../model/neighbour.ts';
import { usePlaced } from '../model/use-placed.ts';
import type { FindingCounts } from '../paint/findings.ts';
import type { Light } from '../paint/lights.ts';
import type { Layout } from '../placement/layout.ts';
import { ConnectHandle, type Offered } from './connect-handle.tsx';
import { Controls } from './controls.tsx';
import { type Hinted, HintWords } from './hint-words.tsx';
import { Minimap, type MinimapHandle, needsMinimap } from './minimap.tsx';
import { Mirror } from './mirror.tsx';
import { type Pointed, Tooltip } from './tooltip.tsx';
import './map.css';

export interface MapHandle {
  fit(): void;
  zoomIn(): void;
  zoomOut(): void;
  frame(selection: Selection): void;
  resetPositions(): void;
  /** What is drawn now, to be saved as a file; undefined before there is anything. */
  drawn(): Drawn | undefined;
}

export interface MapViewProps {
  topology: Topology;
  /** VNets and ghosts that the filter lets through; undefined = all. Others are drawn faintly (dimmed), not removed. */
  shown: ReadonlySet<ResourceKey> | undefined;
  selection: Selection | undefined;
  onSelect(selection: Selection | undefined): void;
  grouping: Grouping;
  /** How VNets stand within each group; automatic without. */
  layout?: Layout;
  /** Which VNets people call hubs, or no hubs. */
  said?: SaidRoles;
  theme: 'light' | 'dark';
  /** Names the estate: another one is another map. */
  estate: string;
  /** How many findings each VNet has: a badge on it. None without. */
  findings?: FindingCounts;
  /** The halves to emphasise while their peering is selected. */
  guilty?: readonly HalfRef[];
  /** What a draft does to halves, by `from>to`. */
  planned?: ReadonlyMap<string, PlannedChange>;
  /** How far an apply is with halves, by `from>to`. */
  applying?: ReadonlyMap<string, ApplyState>;
  /** VNets to light up, and why. */
  lit?: ReadonlyMap<ResourceKey, Light>;
  /** Two VNets were joined by hand. Without it there are no handles and letting go only moves. */
  onConnect?(a: ResourceKey, b: ResourceKey): void;
  /** Where people have put VNets by hand. */
  own?: OwnPositions;
  /** A person put a VNet elsewhere, in the arrangement of that name. */
  onMove?(arrangement: string, key: ResourceKey, at: { readonly x: number; readonly y: number }): void;
  /** A person wants everything in that arrangement where it stands by itself. */
  onForget?(arrangement: string): void;
  /** VNets that carry the sign of being picked. */
  picked?: ReadonlySet<ResourceKey>;
  /** VNets were picked by hand. Without it there is no lasso, and Shift changes nothing. */
  onPick?(keys: readonly ResourceKey[], how: PickHow): void;
  ref?: Ref<MapHandle | null>;
}

const NO_FINDINGS: FindingCounts = new Map();
const NOBODY: readonly HalfRef[] = [];
const NOTHING_SAID: SaidRoles = new Map();
const NOTHING_MOVED: OwnPositions = {};
const NOTHING_PLANNED: ReadonlyMap<string, PlannedChange> = new Map();
const NOTHING_APPLIED: ReadonlyMap<string, ApplyState> = new Map();
const NO_LIGHTS: ReadonlyMap<ResourceKey, Light> = new Map();
const NO_VNETS: ReadonlySet<ResourceKey> = new Set();

/** The map: draws the topology, lets people look around in it, pick things and put them where they like. */
export function MapView(props: MapViewProps): ReactElement {
  const { topology, shown, selection, onSelect, grouping, layout = 'auto', said = NOTHING_SAID, theme, estate, ref } = props;
  const { own = NOTHING_MOVED, onForget } = props;
  const arrangement = useMemo(() => ({ grouping, layout }), [grouping, layout]);
  const { placed, isPlacing, again } = usePlaced({ estate, topology, arrangement, said, own });
  const {
    findings = NO_FINDINGS,
    guilty = NOBODY,
    planned = NOTHING_PLANNED,
    applying = NOTHING_APPLIED,
    lit = NO_LIGHTS,
    picked = NO_VNETS,
  } = props;
  const connects = props.onConnect !== undefined;
  const picks = props.onPick !== undefined;
  const root = useRef<HTMLElement>(null);
  const events = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const minimap = useRef<MinimapHandle>(undefined);
  const told = useRef(props);
  const [map, setMap] = useState<LivingMap>();
  const [standing, setStanding] = useState<Standing>();
  const list = useRef<HTMLUListElement>(null);
  const [pointed, setPointed] = useState<Pointed>();
  const [offered, setOffered] = useState<Offered>();
  const [hinted, setHinted] = useState<Hinted>();

  useEffect(() => {
    told.current = props;
  });
  useEffect(() => {
    if (!events.current || !canvas.current) return;
    const living = livingMap(events.current, canvas.current, {
      select: (picked) => told.current.onSelect(picked),
      point: (target, at) => setPointed(target && { target, at }),
      moves: () => list.current?.setAttribute('aria-busy', 'true'),
      rest: setStanding,
      view: (view, size) => minimap.current?.follow(view, size),
      moved: (where, key, at) => told.current.onMove?.(arrangementName(where), key, at),
      offer: (key, at) => setOffered(key && { key, at }),
      hint: (hint, at) => setHinted(hint && { hint, at }),
      connect: (a, b) => told.current.onConnect?.(a, b),
      pick: (keys, how) => told.current.onPick?.(keys, how),
    });
    setMap(living);
    return () => living.destroy();
  }, []);
  useEffect(() => {
    if (placed) map?.update({ placed, shown, selection, theme, findings, guilty, planned, applying, lit, connects, picked, picks });
  }, [map, placed, shown, selection, theme, findings, guilty, planned, applying, lit, connects, picked, picks]);
  useImperativeHandle<MapHandle | null, MapHandle | null>(
    ref,
    () =>
      map
        ? {
            fit: () => map.camera.fit(),
            zoomIn: () => map.camera.zoomBy(ZOOM_STEP),
            zoomOut: () => map.camera.zoomBy(1 / ZOOM_STEP),
            frame: (picked) => map.frame(picked),
            resetPositions() {
              map.camera.fit();
              onForget?.(arrangementName(arrangement));
              again();
            },
            drawn: () => map.drawn(),
          }
        : null,
    [map, arrangement, onForget, again],
  );

  const press = (event: KeyboardEvent) => {
    const act = keyAct(event.nativeEvent);
    if (!act || !map) return;
    // an Escape that has nothing to call off here is the shell's
    if (act.act === 'clear' && !map.cancel()) return;
    event.preventDefault();
    const stepped = carryOut(map, act);
    if (stepped) requestAnimationFrame(() => focusOn(root.current, stepped));
  };

  // Cytoscape takes the focus away on a press; with it here, keys go on from what was clicked
  const takeFocus = ({ target }: MouseEvent) => {
    if (events.current?.contains(target as Node)) root.current?.focus({ preventScroll: true });
  };

  return (
    <section
      ref={root}
      className="ps-map"
      data-theme={theme}
      aria-label="Map"
      aria-busy={isPlacing}
      tabIndex={-1}
      onKeyDown={press}
      onMouseDown={takeFocus}
      onPointerDown={takeFocus}
      onMouseLeave={() => map?.leave()}
    >
      <canvas ref={canvas} className="ps-map-canvas" />
      <div ref={events} className="ps-map-events" data-testid="map" />
      <Mirror
        list={list}
        standing={standing}
        selection={selection}
        findings={findings}
        planned={planned}
        picked={picked}
        onPick={(key, isPicking) => (isPicking && props.onPick ? props.onPick([key], 'toggle') : onSelect({ kind: 'vnet', key }))}
      />
      {standing && needsMinimap(standing) ? (
        <Minimap standing={standing} theme={theme} handle={minimap} onMove={(at) => map?.camera.centreOn(at, 0)} />
      ) : null}
      <Controls
        onZoomIn={() => map?.camera.zoomBy(ZOOM_STEP)}
        onZoomOut={() => map?.camera.zoomBy(1 / ZOOM_STEP)}
        onFit={() => map?.camera.fit()}
      />
      {offered && connects && map ? (
        <ConnectHandle offered={offered} surface={events} map={map} onTake={() => root.current?.focus({ preventScroll: true })} />
      ) : null}
      {hinted && standing ? <HintWords hinted={hinted} size={standing.size} /> : null}
      {pointed && standing && !hinted ? (
        <Tooltip
          pointed={pointed}
          topology={placed?.topology ?? topology}
          theme={theme}
          size={standing.size}
          findings={findings}
          planned={planned}
        />
      ) : null}
      {isPlacing ? <p className="ps-map-placing">Placing {count(topology.vnets.size + topology.ghosts.size, 'VNet')} …</p> : null}
    </section>
  );
}

const PAN = 90;
const PANS: Readonly<Record<Direction, readonly [number, number]>> = { left: [PAN, 0], right: [-PAN, 0], up: [0, PAN], down: [0, -PAN] };

/** Does what a key asks; answers the VNet that an arrow key led to. With nothing to step from, arrows move the view. */
function carryOut(map: LivingMap, act: KeyAct): ResourceKey | undefined {
  switch (act.act) {
    case 'zoom':
      map.camera.zoomBy(act.factor);
      return undefined;
    case 'fit':
      map.camera.fit();
      return undefined;
    case 'clear':
      return undefined;
    case 'step': {
      const stepped = map.step(act.direction, act.alongPeerings);
      if (stepped === undefined && !map.hasStart()) map.camera.panBy(...PANS[act.direction]);
      return stepped;
    }
  }
}

/** Lets the focus follow the selection, so that Tab and screen readers go on from there. */
function focusOn(root: HTMLElement | null, key: ResourceKey): void {
  root?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}
