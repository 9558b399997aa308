import { nodeOf, type Topology } from '@peerscape/shared/topology';
import { HALF_STATUS_STYLES } from '../../../lib/format/half-status-styles.ts';
import { subscriptionName } from '../../../lib/format/names.ts';
import { boxAround } from '../geometry/bounds.ts';
import type { Size } from '../geometry/view.ts';
import type { MapNode } from '../model/elements.ts';
import { PALETTES, type Palette } from '../model/palette.ts';
import { positionOf } from '../model/scene.ts';
import { detailOf } from '../paint/cards.ts';
import { FINDING_STATUSES } from '../paint/finding-badges.ts';
import { type Cell, type Style, toRelativeBox } from './drawio-cells.ts';
import type { ParentCell } from './drawio-polygon.ts';
import type { MapDrawing } from './map-drawing.ts';
import type { Attributes } from './xml.ts';

/** Style with the draw.io icon for virtual networks, which its web and desktop apps include. */
const ICON: Style = {
  shape: 'label',
  image: 'img/lib/azure2/networking/Virtual_Networks.svg',
  imageWidth: 20,
  imageHeight: 12,
  imageAlign: 'left',
  imageVerticalAlign: 'middle',
  spacingLeft: 30,
};

/** Creates the cells of a VNet at the position of its card, with its prefixes, badges and number of findings. */
export function createVnetCells(drawing: MapDrawing, number: number, parent: ParentCell): Cell[] {
  const { topology, picture, theme } = drawing;
  const palette = PALETTES[theme];
  const node = picture.scene.nodes[number];
  if (!node) return [];
  const size = picture.scene.card;
  const faint = picture.dimmed?.[number] === 1 ? { opacity: 25, textOpacity: 35 } : {};
  const card: Cell = {
    kind: 'vertex',
    id: node.key,
    parent: parent.id,
    label: node.name,
    style: { ...ICON, ...cardStyle(node, palette), ...faint },
    data: dataOf(topology, node),
    box: toRelativeBox(boxAround(positionOf(picture.scene, number), size), parent.corner),
  };
  const detail: Cell = {
    kind: 'vertex',
    id: `${node.key} prefixes`,
    parent: card.id,
    label: detailOf(node),
    style: { ...TEXT_STYLE, fontSize: 10, fontColor: palette.quiet, align: 'left', spacingLeft: 30, ...faint },
    box: { x1: 0, y1: size.height - 24, x2: size.width, y2: size.height - 9 },
    isUnconnectable: true,
  };
  return [card, detail, ...badgeCells(node, size, palette, faint), ...findingCells(drawing, node)];
}

/** Style of text without a shape. */
export const TEXT_STYLE: Style = { strokeColor: 'none', fillColor: 'none', verticalAlign: 'middle', spacing: 0 };

/** Returns the font size of a name, which has space for two lines; longer names are smaller. */
const nameFontSize = ({ length }: string): number => (length <= 30 ? 11 : length <= 54 ? 9 : 7);

function cardStyle({ kind, role, name }: MapNode, palette: Palette): Style {
  const isGhost = kind === 'ghost';
  return {
    rounded: 1,
    absoluteArcSize: 1,
    arcSize: 18,
    whiteSpace: 'wrap',
    fillColor: isGhost ? palette.background : role === 'hub' ? palette.hubCard : palette.card,
    strokeColor: palette.role[role],
    strokeWidth: role === 'hub' ? 2 : 1,
    ...(isGhost && { dashed: 1, dashPattern: '5 4', fixDash: 1 }),
    fontColor: isGhost ? palette.quiet : palette.text,
    fontSize: nameFontSize(name),
    fontStyle: isGhost ? 3 : 1,
    align: 'left',
    verticalAlign: 'middle',
    spacingBottom: 18,
    collapsible: 0,
    spacing: 0,
  };
}

const BADGE = { height: 13, letterWidth: 6.2, padding: 7, gap: 3 } as const;

function badgeCells({ key, badges }: MapNode, { height }: Size, palette: Palette, faint: Style): Cell[] {
  let left = 12;
  return badges.map(({ text, meaning, kind }) => {
    const x1 = left;
    left += text.length * BADGE.letterWidth + BADGE.padding + BADGE.gap;
    return {
      kind: 'vertex',
      id: `${key} ${text}`,
      parent: key,
      label: text,
      style: { ...BADGE_STYLE, fillColor: palette.badge[kind], fontColor: palette.badgeText, ...faint },
      data: { tooltip: meaning },
      box: { x1, y1: height - BADGE.height / 2, x2: left - BADGE.gap, y2: height + BADGE.height / 2 },
      isUnconnectable: true,
    };
  });
}

/** Style of a small coloured badge with text. */
export const BADGE_STYLE: Style = {
  rounded: 1,
  absoluteArcSize: 1,
  arcSize: 8,
  strokeColor: 'none',
  fontSize: 9,
  fontStyle: 1,
  spacing: 0,
};

function findingCells({ picture: { findings, scene }, theme }: MapDrawing, { key }: MapNode): Cell[] {
  const finding = findings.get(key);
  if (!finding) return [];
  const halfSize = 8;
  const fill = HALF_STATUS_STYLES[FINDING_STATUSES[finding.worst]].colour[theme];
  return [
    {
      kind: 'vertex',
      id: `${key} findings`,
      parent: key,
      label: String(finding.count),
      style: { ...BADGE_STYLE, arcSize: 16, fillColor: fill, fontColor: PALETTES[theme].badgeText },
      data: { tooltip: 'Errors and warnings' },
      box: boxAround({ x: scene.card.width, y: 0 }, { width: 2 * halfSize, height: 2 * halfSize }),
      isUnconnectable: true,
    },
  ];
}

function dataOf(topology: Topology, { key, kind, role, badges, peerings, halfConfigured, needAttention }: MapNode): Attributes {
  const node = nodeOf(topology, key);
  if (!node) return {};
  return {
    armId: node.id,
    addressSpace: node.addressSpace.join(', '),
    subscription: subscriptionName(topology, node.subscriptionId),
    resourceGroup: node.resourceGroup,
    region: node.kind === 'vnet' ? node.location : undefined,
    role: kind === 'ghost' ? undefined : role,
    readable: kind === 'ghost' ? 'no' : 'yes',
    attachedResources: badges.map(({ meaning }) => meaning).join(', ') || undefined,
    peerings: String(peerings),
    halfConfigured: String(halfConfigured),
    needAttention: String(needAttention),
  };
}
