import type { ManualPositions } from '@peerscape/shared/api';
import type { ResourceKey } from '@peerscape/shared/arm';
import type { RoleOverrides } from '@peerscape/shared/shapes';
import type { HalfRef, PeeringKey, Topology } from '@peerscape/shared/topology';
import { type MouseEvent, type ReactElement, type Ref, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { count } from '../../../lib/format/format.ts';
import type { Grouping } from '../../../lib/format/grouping.ts';
import type { HalfApplyStatus, PlannedChange } from '../../../lib/format/half-status-styles.ts';
import type { FocusedItem } from '../../../lib/state/focused-item.ts';
import type { SelectionChange } from '../../../lib/state/multi-selection.ts';
import type { ReachPath } from '../../../lib/state/reach-path.ts';
import { useItemMenu } from '../../../lib/state/use-item-menu.tsx';
import type { MapDrawing } from '../export/map-drawing.ts';
import { type Size, toScreen } from '../geometry/view.ts';
import { selectionBarHeight } from '../interaction/camera.ts';
import { ZOOM_STEP } from '../interaction/key-actions.ts';
import { createMapController, type MapController } from '../interaction/map-controller.ts';
import type { ViewportState } from '../interaction/map-io.ts';
import { arrangementName } from '../model/arrangement.ts';
import { describeSharedName, MAP_KEYS_HINT } from '../model/descriptions.ts';
import { halfSizeOf, positionOf } from '../model/scene.ts';
import { useMapPlacement } from '../model/use-map-placement.ts';
import { useVisibleElements } from '../model/use-visible-elements.ts';
import type { FindingCounts } from '../paint/finding-badges.ts';
import type { HighlightReason } from '../paint/highlights.ts';
import type { Layout } from '../placement/layout.ts';
import { AccessibilityLayer } from './accessibility-layer.tsx';
import { ConnectHandle, type HandlePlacement } from './connect-handle.tsx';
import { HintBubble, type HintState } from './hint-bubble.tsx';
import { anchorOnMap } from './map-menu.ts';
import { Minimap, type MinimapHandle, needsMinimap } from './minimap.tsx';
import { type HoverState, Tooltip } from './tooltip.tsx';
import { useMapKeys } from './use-map-keys.ts';
import { ZoomControls } from './zoom-controls.tsx';
import './map.css';

export interface MapHandle {
  fit(): void;
  zoomIn(): void;
  zoomOut(): void;
  frame(selection: FocusedItem): void;
  resetPositions(): void;
  /** Returns the current drawing, for the export; undefined before the map is drawn. */
  capture(): MapDrawing | undefined;
}

export interface MapViewProps {
  topology: Topology;
  /** VNets and ghosts that match the filter; undefined for all. The others are dimmed, or hidden if `hidesOthers`. */
  shown: ReadonlySet<ResourceKey> | undefined;
  /** Peerings that match the filter; without it, those between VNets that do. */
  shownLines?: ReadonlySet<PeeringKey> | undefined;
  hidesOthers?: boolean;
  focused: FocusedItem | undefined;
  onInspect(selection: FocusedItem | undefined): void;
  grouping: Grouping;
  /** Layout within each group; automatic by default. */
  layout?: Layout;
  /** Roles set manually. */
  roleOverrides?: RoleOverrides;
  theme: 'light' | 'dark';
  /** Name of the estate; another name starts with an empty map. */
  estate: string;
  /** Number of findings of each VNet, shown as a badge. */
  findings?: FindingCounts;
  /** Halves to highlight while their peering is focused. */
  highlightedHalves?: readonly HalfRef[];
  /** Planned changes of halves, by `from>to`. */
  planned?: ReadonlyMap<string, PlannedChange>;
  /** Progress of an apply on halves, by `from>to`. */
  applying?: ReadonlyMap<string, HalfApplyStatus>;
  /** Peerings that an apply is writing. */
  writing?: ReadonlySet<PeeringKey>;
  /** VNets to highlight, and the reason. */
  highlights?: ReadonlyMap<ResourceKey, HighlightReason>;
  /** Path of an answer of Reach. */
  path?: ReachPath | undefined;
  /** Called when two VNets are connected by dragging. Without it there are no handles, and a drop only moves the VNet. */
  onConnect?(a: ResourceKey, b: ResourceKey): void;
  /** Positions of VNets that users have moved. */
  manualPositions?: ManualPositions;
  /** Called when the user moves a VNet, with the name of the arrangement. */
  onMove?(arrangement: string, key: ResourceKey, at: { readonly x: number; readonly y: number }): void;
  /** Called when the user resets the layout of an arrangement. */
  onResetLayout?(arrangement: string): void;
  /** Selected VNets, which are marked with a ring and a check mark. */
  selected?: ReadonlySet<ResourceKey>;
  /** Called when the user selects several VNets. Without it there is no lasso, and Shift has no effect. */
  onChangeSelected?(keys: readonly ResourceKey[], how: SelectionChange): void;
  ref?: Ref<MapHandle | null>;
}

const NO_FINDINGS: FindingCounts = new Map();
const NO_HALVES: readonly HalfRef[] = [];
const NO_ROLE_OVERRIDES: RoleOverrides = new Map();
const NO_MANUAL_POSITIONS: ManualPositions = {};
const NO_PLANNED_CHANGES: ReadonlyMap<string, PlannedChange> = new Map();
const NO_APPLY: ReadonlyMap<string, HalfApplyStatus> = new Map();
const NO_PEERINGS: ReadonlySet<PeeringKey> = new Set();
const NO_HIGHLIGHTS: ReadonlyMap<ResourceKey, HighlightReason> = new Map();
const NO_VNETS: ReadonlySet<ResourceKey> = new Set();

/** Renders the map: draws the topology and handles navigation, selection and moving of VNets. */
export function MapView(props: MapViewProps): ReactElement {
  const { topology, shown, shownLines, path, grouping, layout = 'auto', theme, estate, ref } = props;
  const { findings = NO_FINDINGS, planned = NO_PLANNED_CHANGES, applying = NO_APPLY, writing = NO_PEERINGS } = props;
  const focused = props.focused;
  const focusItem = props.onInspect;
  const roleOverrides = props.roleOverrides ?? NO_ROLE_OVERRIDES;
  const manualPositions = props.manualPositions ?? NO_MANUAL_POSITIONS;
  const resetManualPositions = props.onResetLayout;
  const highlightedHalves = props.highlightedHalves ?? NO_HALVES;
  const highlights = props.highlights ?? NO_HIGHLIGHTS;
  const selected = props.selected ?? NO_VNETS;
  const canConnect = props.onConnect !== undefined;
  const canSelect = props.onChangeSelected !== undefined;
  const arrangement = useMemo(() => ({ grouping, layout }), [grouping, layout]);
  const { placement, isPlacing, resetPlaces } = useMapPlacement({ estate, topology, arrangement, roleOverrides, manualPositions });
  const visibleKeys = useMemo(
    () => (props.hidesOthers && shown && shownLines ? { nodes: shown, lines: shownLines } : undefined),
    [props.hidesOthers, shown, shownLines],
  );
  const visible = useVisibleElements(placement?.elements, visibleKeys, focused, highlights.keys());
  const root = useRef<HTMLElement>(null);
  const events = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const minimap = useRef<MinimapHandle>(undefined);
  const latestProps = useRef(props);
  const openMenu = useItemMenu();
  const [map, setMap] = useState<MapController>();
  const [viewport, setViewport] = useState<ViewportState>();
  const list = useRef<HTMLUListElement>(null);
  const [hover, setHover] = useState<HoverState>();
  const [handle, setHandle] = useState<HandlePlacement>();
  const [hint, setHint] = useState<HintState>();

  useEffect(() => {
    latestProps.current = props;
  });
  useEffect(() => {
    if (!events.current || !canvas.current) return;
    const controller = createMapController(events.current, canvas.current, {
      focusItem: (item) => latestProps.current.onInspect(item),
      hover: (target, at) => setHover(target && { target, at }),
      viewportBusy: () => list.current?.setAttribute('aria-busy', 'true'),
      viewportIdle: setViewport,
      viewChanged: (view, size) => minimap.current?.follow(view, size),
      vnetMoved: (movedIn, key, at) => latestProps.current.onMove?.(arrangementName(movedIn), key, at),
      showHandle: (key, at) => setHandle(key && { key, at }),
      showHint: (next, at) => setHint(next && { hint: next, at }),
      openMenu: (target, at) => root.current && openMenu?.(target, anchorOnMap(root.current, at)),
      connect: (a, b) => latestProps.current.onConnect?.(a, b),
      selectVNets: (keys, change) => latestProps.current.onChangeSelected?.(keys, change),
    });
    setMap(controller);
    return () => controller.destroy();
  }, [openMenu]);
  useEffect(() => {
    if (!placement) return;
    const marks = { findings, highlightedHalves, planned, applying, writing, highlights, path, selected };
    map?.update({ placement, visible, shown, shownLines, focused, theme, ...marks, canConnect, canSelect });
  }, [
    map,
    placement,
    visible,
    shown,
    shownLines,
    focused,
    theme,
    findings,
    highlightedHalves,
    planned,
    applying,
    writing,
    highlights,
    path,
    selected,
    canConnect,
    canSelect,
  ]);
  useImperativeHandle<MapHandle | null, MapHandle | null>(
    ref,
    () =>
      map
        ? {
            fit: () => map.camera.fit(),
            zoomIn: () => map.camera.zoomBy(ZOOM_STEP),
            zoomOut: () => map.camera.zoomBy(1 / ZOOM_STEP),
            frame: (item) => map.camera.frame(item),
            resetPositions() {
              map.camera.fit();
              resetManualPositions?.(arrangementName(arrangement));
              resetPlaces();
            },
            capture: () => map.capture(),
          }
        : null,
    [map, arrangement, resetManualPositions, resetPlaces],
  );

  const { cursor, keyboardFocus, deadEnd, setKeyboardFocus, onKeyDown } = useMapKeys({ root, map, viewport, focused, openMenu });
  const described = hover ?? (viewport && keyboardFocus ? hoverAtVNet(viewport, keyboardFocus) : undefined);

  // Cytoscape removes the focus on a press; focusing the map lets arrow keys continue from the clicked VNet
  const takeFocus = ({ target }: MouseEvent) => {
    if (events.current?.contains(target as Node)) root.current?.focus({ preventScroll: true });
  };

  return (
    <section
      ref={root}
      className="ps-map"
      data-theme={theme}
      aria-label="Map"
      aria-description={MAP_KEYS_HINT}
      aria-keyshortcuts="ArrowLeft ArrowRight ArrowUp ArrowDown Shift+ArrowLeft Shift+ArrowRight Shift+ArrowUp Shift+ArrowDown"
      aria-busy={isPlacing}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onMouseDown={takeFocus}
      onPointerDown={takeFocus}
      onMouseLeave={() => map?.input.leave()}
    >
      <canvas ref={canvas} className="ps-map-canvas" />
      <div ref={events} className="ps-map-events" data-testid="map" />
      <AccessibilityLayer
        list={list}
        viewport={viewport}
        focused={focused}
        cursor={cursor}
        shown={shown}
        findings={findings}
        planned={planned}
        selected={selected}
        onActivate={(key, isMulti) =>
          isMulti && props.onChangeSelected ? props.onChangeSelected([key], 'toggle') : focusItem({ kind: 'vnet', key })
        }
        onKeyboardFocus={setKeyboardFocus}
      />
      {viewport ? <SharedNameNote scene={viewport.scene} /> : null}
      {viewport && needsMinimap(viewport) ? (
        <Minimap
          viewport={viewport}
          theme={theme}
          findings={findings}
          shown={shown}
          handle={minimap}
          onMove={(at) => map?.camera.centreOn(at, 0)}
        />
      ) : null}
      <ZoomControls
        onZoomIn={() => map?.camera.zoomBy(ZOOM_STEP)}
        onZoomOut={() => map?.camera.zoomBy(1 / ZOOM_STEP)}
        onFit={() => map?.camera.fit()}
      />
      {handle && canConnect && map && viewport && hasSpaceForHandle(handle, viewport.size, selected.size > 0) ? (
        <ConnectHandle handle={handle} surface={events} input={map.input} onGrab={() => root.current?.focus({ preventScroll: true })} />
      ) : null}
      {hint && viewport ? <HintBubble state={hint} size={viewport.size} /> : null}
      {described && viewport && !hint ? (
        <Tooltip
          hover={described}
          topology={placement?.topology ?? topology}
          theme={theme}
          size={viewport.size}
          findings={findings}
          planned={planned}
          scene={viewport.scene}
          keysHint={hover ? undefined : deadEnd || MAP_KEYS_HINT}
        />
      ) : null}
      <p className="visually-hidden" aria-live="polite">
        {deadEnd}
      </p>
      {isPlacing ? <p className="ps-map-placing">Arranging {count(topology.vnets.size + topology.ghosts.size, 'VNet')}…</p> : null}
    </section>
  );
}

/** Height in CSS pixels below which the toolbar takes most of the map, which leaves no space to drag a line. */
const MIN_HANDLE_HEIGHT = 150;

/** Returns whether the handle can be used: the map is not too low, and the bar for selected VNets does not cover it. */
const hasSpaceForHandle = ({ at }: HandlePlacement, size: Size, hasSelection: boolean): boolean =>
  size.height >= MIN_HANDLE_HEIGHT && at.y < size.height - selectionBarHeight(size, hasSelection);

/** Names the parts that the labels of all VNets leave out. */
function SharedNameNote({ scene }: Pick<ViewportState, 'scene'>): ReactElement | null {
  const text = describeSharedName(scene.sharedName);
  return text ? <p className="ps-map-shared-name">{text}</p> : null;
}

/** Returns where the tooltip of a VNet with the keyboard focus is: below it. */
function hoverAtVNet({ scene, view }: ViewportState, key: ResourceKey): HoverState | undefined {
  const node = scene.indexOf.get(key);
  if (node === undefined) return undefined;
  const { x, y } = positionOf(scene, node);
  const { height } = halfSizeOf(scene, node, view.zoom);
  return { target: { kind: 'vnet', key }, at: toScreen(view, { x, y: y + height }), clear: 2 * height * view.zoom };
}
