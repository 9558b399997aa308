import type { Box, Point } from '../geometry/room.ts';
import type { StandingGroup } from '../model/connected-groups.ts';
import { type Container, countText } from '../model/containers.ts';
import { linesSeen, type MeshHull } from '../model/mesh-hulls.ts';
import type { Palette } from '../model/palette.ts';
import type { Scene } from '../model/scene.ts';
import { meshInWords } from '../model/words.ts';
import { type Cell, drawioColour, type Style, translucent, within } from './drawio-cells.ts';
import { HOLDS, type Home, polygonCell } from './drawio-polygon.ts';
import type { Drawn } from './drawn.ts';

/** The boxes and outlines of groups, and what each VNet lies in. */
interface Groups {
  readonly cells: readonly Cell[];
  /** By the VNet's number. */
  readonly homeOf: (node: number) => Home;
}

/**
 * Groups as containers with their VNets in them, and hulls of large meshes too, which stand for lines at that zoom. A connected group whose members stand together is a container too, in the box that
 * all of them lie in; what stands apart is joined by dotted lines to a point in the middle, as on the map.
 */
export function groupsOf({ picture }: Drawn, nodes: ReadonlySet<number>, palette: Palette, layer: Home, zoom: number): Groups {
  const { scene, containers, connectedGroups, meshHulls } = picture;
  const shown = containers.filter(({ id }) => [...nodes].some((node) => scene.nodes[node]?.group.id === id));
  const boxes = new Map(shown.map(({ id, box }) => [id, { id: `group ${id}`, corner: { x: box.x1, y: box.y1 } }]));
  const homes = new Map<number, Home>();
  for (const node of nodes) homes.set(node, boxes.get(scene.nodes[node]?.group.id ?? '') ?? layer);
  const cells: Cell[] = shown.map((container) => containerCell(container, palette, layer));
  for (const hull of meshHulls.filter((one) => linesSeen(one, zoom) < 1)) {
    const [outer, ...others] = new Set(hull.nodes.flatMap((node) => homes.get(node) ?? []));
    if (!outer) continue;
    const { cell, home } = hullCell(hull, palette, others.length > 0 ? layer : outer);
    cells.push(cell);
    for (const node of others.length > 0 ? [] : hull.nodes) if (nodes.has(node)) homes.set(node, home);
  }
  for (const group of connectedGroups) {
    const members = group.members.filter((node) => nodes.has(node));
    const [outer = layer, ...others] = new Set(members.map((node) => homes.get(node) ?? layer));
    if (members.length === 0) continue;
    if (!group.outline) cells.push(...spokeCells(group, members, scene, palette, layer));
    else if (others.length > 0) cells.push(outlineCell(group, group.outline, palette, layer).cell);
    else {
      const { cell, home } = outlineCell(group, group.outline, palette, outer);
      cells.push(cell);
      for (const node of members) homes.set(node, home);
    }
  }
  return { cells, homeOf: (node) => homes.get(node) ?? layer };
}

function containerCell({ id, title, within: outside, count, box }: Container, palette: Palette, layer: Home): Cell {
  const { colour, opacity } = drawioColour(palette.group);
  return {
    kind: 'vertex',
    id: `group ${id}`,
    parent: layer.id,
    label: title,
    // lines lie below the boxes: at half its opacity a box leaves them as they are
    style: {
      rounded: 1,
      absoluteArcSize: 1,
      arcSize: 20,
      ...HOLDS,
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
    data: { group: title, within: outside, content: countText(count) },
    box: within(box, layer.corner),
  };
}

const avnmId = ({ id }: StandingGroup): string => `connected-group ${id}`;

function outlineCell(group: StandingGroup, outline: readonly Point[], palette: Palette, outer: Home) {
  return polygonCell(outline, outer, {
    id: avnmId(group),
    label: group.name,
    style: {
      ...translucent('fill', palette.connectedGroup.area),
      ...dotted(palette),
      verticalLabelPosition: 'top',
      verticalAlign: 'bottom',
    },
    data: { connectedGroup: group.name, armId: group.id },
  });
}

function hullCell(hull: MeshHull, palette: Palette, outer: Home) {
  const { name, content } = meshInWords(hull);
  return polygonCell(hull.outline, outer, {
    id: `mesh ${hull.mesh.members[0]}`,
    label: `${name}, ${content}`,
    style: {
      ...translucent('fill', palette.mesh.area),
      ...translucent('stroke', palette.mesh.line),
      fontColor: palette.mesh.text,
      fontSize: 16,
      fontStyle: 1,
    },
    data: { mesh: name, peerings: String(hull.peerings), missing: String(hull.mesh.missing.length) },
  });
}

const dotted = ({ connectedGroup: { line } }: Palette): Style => ({
  strokeColor: line,
  strokeWidth: 2,
  dashed: 1,
  dashPattern: '1 5',
  fixDash: 1,
  fontColor: line,
  fontSize: 11,
  fontStyle: 1,
});

const POINT = 10;

function spokeCells(group: StandingGroup, members: readonly number[], scene: Scene, palette: Palette, layer: Home): Cell[] {
  const { x, y } = group.middle;
  const box: Box = { x1: x - POINT / 2, y1: y - POINT / 2, x2: x + POINT / 2, y2: y + POINT / 2 };
  const middle: Cell = {
    kind: 'vertex',
    id: avnmId(group),
    parent: layer.id,
    label: group.name,
    style: {
      shape: 'ellipse',
      fillColor: palette.connectedGroup.line,
      ...dotted(palette),
      verticalLabelPosition: 'bottom',
      verticalAlign: 'top',
    },
    data: { connectedGroup: group.name, armId: group.id },
    box: within(box, layer.corner),
  };
  const spokes = members.map(
    (node): Cell => ({
      kind: 'edge',
      id: `${middle.id} ${scene.nodes[node]?.key}`,
      parent: layer.id,
      label: '',
      style: { endArrow: 'none', ...dotted(palette) },
      ends: { source: middle.id, target: scene.nodes[node]?.key ?? '' },
    }),
  );
  return [middle, ...spokes];
}
