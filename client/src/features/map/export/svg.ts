import type { Topology } from '@peerscape/shared/topology';
import type { Scene } from '../model/scene.ts';
import { halfInWords, nameOf } from '../model/words.ts';
import type { Subject } from '../paint/canvas.ts';
import { FONT } from '../paint/text.ts';
import type { Ruler } from './ruler.ts';
import { paintSheet, type Sheet } from './sheet.ts';
import { type Mark, SvgInk } from './svg-ink.ts';
import { type Attributes, element, escapeXml, short } from './xml.ts';

/** A page as an SVG file: shapes and text, nothing that is fetched or run. VNets and halves are groups with titles. */
export function svgOf(sheet: Sheet, ruler: Ruler): string {
  const ink = new SvgInk(ruler);
  paintSheet(ink, sheet, 1, ink.about);
  const { topology, picture } = sheet.drawn;
  const title = [sheet.caption.title, ...sheet.caption.facts].join(' · ');
  const { width, height } = sheet;
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    width,
    height,
    viewBox: `0 0 ${short(width)} ${short(height)}`,
    'font-family': FONT,
  };
  const body = groupsOf(ink.marks, (subject) => titleOf(topology, picture.scene, subject));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('svg', attributes, `${element('title', {}, escapeXml(title))}\n${body}\n`)}\n`;
}

/** Marks of one subject that follow each other are one group. */
function groupsOf(marks: readonly Mark[], title: (subject: Subject) => string): string {
  const lines: string[] = [];
  let open: { readonly subject: Subject; readonly parts: string[] } | undefined;
  const close = () => {
    if (open) lines.push(element('g', {}, element('title', {}, escapeXml(title(open.subject))) + open.parts.join('')));
    open = undefined;
  };
  for (const mark of marks) {
    const markup = elementOf(mark);
    if (open?.subject !== mark.subject) close();
    if (!mark.subject) lines.push(markup);
    else {
      open ??= { subject: mark.subject, parts: [] };
      open.parts.push(markup);
    }
  }
  close();
  return lines.join('\n');
}

const elementOf = ({ name, attributes, text }: Mark): string =>
  element(name, plainColours(attributes), text === undefined ? '' : escapeXml(text));

/** Many programs that read SVG know no `rgba()`: how opaque a colour is stands beside it. */
function plainColours(attributes: Attributes): Attributes {
  const { fill, stroke } = attributes;
  return { ...attributes, ...plainColour('fill', fill), ...plainColour('stroke', stroke) };
}

function plainColour(name: 'fill' | 'stroke', colour: string | number | undefined): Attributes {
  const [, red, green, blue, alpha] = /^rgba\((\d+),\s*(\d+),\s*(\d+),\s*([\d.]+)\)$/.exec(String(colour)) ?? [];
  return alpha === undefined ? {} : { [name]: `rgb(${red},${green},${blue})`, [`${name}-opacity`]: Number(alpha) };
}

/** A VNet with its prefixes; a half as the inspector says it. */
function titleOf(topology: Topology, scene: Scene, { kind, number }: Subject): string {
  if (kind === 'vnet') {
    const node = scene.nodes[number];
    return node ? [nameOf(node), ...node.addressSpace].join(', ') : '';
  }
  const link = scene.links[number >> 1];
  const peering = link && topology.peerings.get(link.key);
  if (!peering) return '';
  const { title, state, options } = halfInWords(topology, peering, number % 2 === 0 ? link.a : link.b);
  return [`${title}: ${state}`, ...options].join('. ');
}
