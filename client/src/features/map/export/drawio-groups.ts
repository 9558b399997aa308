import type { Box, Point } from '../geometry/bounds.ts';
import type { ConnectedGroupAnnotation } from '../model/connected-group-annotations.ts';
import { type Container, formatVNetCount } from '../model/containers.ts';
import { describeMesh } from '../model/descriptions.ts';
import { lineVisibility, type MeshHull } from '../model/mesh-hulls.ts';
import type { Palette } from '../model/palette.ts';
import type { Scene } from '../model/scene.ts';
import { type Cell, type Style, toDrawioColour, toRelativeBox, toTranslucentStyle } from './drawio-cells.ts';
import { CONTAINER_STYLE, createPolygonCell, type ParentCell } from './drawio-polygon.ts';
import type { MapDrawing } from './map-drawing.ts';

/** Cells of the groups, and the parent cell of each VNet. */
interface Groups {
  readonly cells: readonly Cell[];
  /** Returns the parent of a VNet, by index. */
  readonly parentOf: (node: number) => ParentCell;
}

/**
 * Creates container cells for groups and for the hulls of large meshes whose lines are hidden at `zoom`. A connected group whose members are
 * next to each other is a container too, inside the group of all its members; otherwise dotted lines join its members to a point in the
 * middle, as on the map.
 */
export function createGroupCells(
  { picture }: MapDrawing,
  nodes: ReadonlySet<number>,
  palette: Palette,
  layer: ParentCell,
  zoom: number,
): Groups {
  const { scene, containers, connectedGroups, meshHulls } = picture;
  const visible = containers.filter(({ id }) => [...nodes].some((node) => scene.nodes[node]?.group.id === id));
  const groupParents = new Map(visible.map(({ id, box }) => [id, { id: `group ${id}`, corner: { x: box.x1, y: box.y1 } }]));
  const parents = new Map<number, ParentCell>();
  for (const node of nodes) parents.set(node, groupParents.get(scene.nodes[node]?.group.id ?? '') ?? layer);
  const cells: Cell[] = visible.map((container) => containerCell(container, palette, layer));
  for (const hull of meshHulls.filter((one) => lineVisibility(one, zoom) < 1)) {
    const [outer, ...others] = new Set(hull.nodes.flatMap((node) => parents.get(node) ?? []));
    if (!outer) continue;
    const { cell, asParent } = hullCell(hull, palette, others.length > 0 ? layer : outer);
    cells.push(cell);
    for (const node of others.length > 0 ? [] : hull.nodes) if (nodes.has(node)) parents.set(node, asParent);
  }
  for (const group of connectedGroups) {
    const members = group.members.filter((node) => nodes.has(node));
    const [outer = layer, ...others] = new Set(members.map((node) => parents.get(node) ?? layer));
    if (members.length === 0) continue;
    if (!group.outline) cells.push(...spokeCells(group, members, scene, palette, layer));
    else if (others.length > 0) cells.push(outlineCell(group, group.outline, palette, layer).cell);
    else {
      const { cell, asParent } = outlineCell(group, group.outline, palette, outer);
      cells.push(cell);
      for (const node of members) parents.set(node, asParent);
    }
  }
  return { cells, parentOf: (node) => parents.get(node) ?? layer };
}

function containerCell({ id, title, within: outside, count, total, box }: Container, palette: Palette, layer: ParentCell): Cell {
  const { colour, opacity } = toDrawioColour(palette.group);
  return {
    kind: 'vertex',
    id: `group ${id}`,
    parent: layer.id,
    label: title,
    // lines are below the boxes, so the fill has half its opacity to keep them visible
    style: {
      rounded: 1,
      absoluteArcSize: 1,
      arcSize: 20,
      ...CONTAINER_STYLE,
      fillColor: colour,
      fillOpacity: Math.round(opacity / 2),
      strokeColor: palette.groupLine,
      fontColor: palette.text,
      fontSize: 14,
      fontStyle: 1,
      align: 'left',
      verticalAlign: 'top',
      spacingLeft: 18,
      spacingTop: 12,
    },
    data: { group: title, within: outside, content: formatVNetCount({ count, total }) },
    box: toRelativeBox(box, layer.corner),
  };
}

const connectedGroupCellId = ({ id }: ConnectedGroupAnnotation): string => `connected-group ${id}`;

function outlineCell(group: ConnectedGroupAnnotation, outline: readonly Point[], palette: Palette, outer: ParentCell) {
  return createPolygonCell(outline, outer, {
    id: connectedGroupCellId(group),
    label: group.name,
    style: {
      ...toTranslucentStyle('fill', palette.connectedGroup.area),
      ...dottedStyle(palette),
      verticalLabelPosition: 'top',
      verticalAlign: 'bottom',
    },
    data: { connectedGroup: group.name, armId: group.id },
  });
}

function hullCell(hull: MeshHull, palette: Palette, outer: ParentCell) {
  const { name, content } = describeMesh(hull);
  return createPolygonCell(hull.outline, outer, {
    id: `mesh ${hull.mesh.members[0]}`,
    label: `${name}, ${content}`,
    style: {
      ...toTranslucentStyle('fill', palette.mesh.area),
      ...toTranslucentStyle('stroke', palette.mesh.line),
      fontColor: palette.mesh.text,
      fontSize: 16,
      fontStyle: 1,
    },
    data: { mesh: name, peerings: String(hull.peerings), missing: String(hull.mesh.missing.length) },
  });
}

const dottedStyle = ({ connectedGroup: { line } }: Palette): Style => ({
  strokeColor: line,
  strokeWidth: 2,
  dashed: 1,
  dashPattern: '1 5',
  fixDash: 1,
  fontColor: line,
  fontSize: 11,
  fontStyle: 1,
});

const POINT_SIZE = 10;

function spokeCells(
  group: ConnectedGroupAnnotation,
  members: readonly number[],
  scene: Scene,
  palette: Palette,
  layer: ParentCell,
): Cell[] {
  const { x, y } = group.middle;
  const box: Box = { x1: x - POINT_SIZE / 2, y1: y - POINT_SIZE / 2, x2: x + POINT_SIZE / 2, y2: y + POINT_SIZE / 2 };
  const middle: Cell = {
    kind: 'vertex',
    id: connectedGroupCellId(group),
    parent: layer.id,
    label: group.name,
    style: {
      shape: 'ellipse',
      fillColor: palette.connectedGroup.line,
      ...dottedStyle(palette),
      verticalLabelPosition: 'bottom',
      verticalAlign: 'top',
    },
    data: { connectedGroup: group.name, armId: group.id },
    box: toRelativeBox(box, layer.corner),
  };
  const spokes = members.map(
    (node): Cell => ({
      kind: 'edge',
      id: `${middle.id} ${scene.nodes[node]?.key}`,
      parent: layer.id,
      label: '',
      style: { endArrow: 'none', ...dottedStyle(palette) },
      ends: { source: middle.id, target: scene.nodes[node]?.key ?? '' },
    }),
  );
  return [middle, ...spokes];
}
