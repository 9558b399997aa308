import type { ResourceKey } from '@peerscape/shared/arm';
import type { Topology } from '@peerscape/shared/topology';
import { type ReactElement, type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import type { Selection } from '../../lib/selection.ts';
import type { Grouping } from './grouping.ts';
import { type LivingMap, livingMap } from './living-map.ts';
import './map.css';

export type { Grouping } from './grouping.ts';
export { Legend } from './legend.tsx';

export interface MapHandle {
  fit(): void;
  zoomIn(): void;
  zoomOut(): void;
  frame(selection: Selection): void;
  resetPositions(): void;
}

export interface MapViewProps {
  topology: Topology;
  /** VNets and ghosts that the filter lets through; undefined = all. Others are drawn faintly (dimmed), not removed. */
  shown: ReadonlySet<ResourceKey> | undefined;
  selection: Selection | undefined;
  onSelect(selection: Selection | undefined): void;
  grouping: Grouping;
  theme: 'light' | 'dark';
  /** Names the estate, so that a person's own positions are kept per estate. */
  estate: string;
  ref?: Ref<MapHandle>;
}

/** The map: draws the topology, lets people look around in it and pick things. */
export function MapView({ topology, onSelect, grouping, theme, ref }: MapViewProps): ReactElement {
  const container = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const map = useRef<LivingMap>(undefined);
  const select = useRef(onSelect);
  select.current = onSelect;
  useEffect(() => {
    if (!container.current || !canvas.current) return;
    const living = livingMap(container.current, canvas.current, (selection) => select.current(selection));
    map.current = living;
    return () => living.destroy();
  }, []);
  useEffect(() => map.current?.update(topology, grouping, theme), [topology, grouping, theme]);
  useImperativeHandle(ref, () => ({
    fit: () => map.current?.fit(),
    zoomIn: () => map.current?.zoomBy(1.4),
    zoomOut: () => map.current?.zoomBy(1 / 1.4),
    frame: (selection) => map.current?.frame(selection),
    resetPositions: () => map.current?.fit(),
  }));
  return (
    <div className="ps-map">
      <canvas ref={canvas} className="ps-map-canvas" aria-hidden="true" />
      <div ref={container} className="ps-map-events" data-testid="map" />
    </div>
  );
}
