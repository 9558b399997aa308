import type { Topology } from '@peerscape/shared/topology';
import { createSceneNamer, describeHalf, formatAccessibleName } from '../model/descriptions.ts';
import type { Scene } from '../model/scene.ts';
import type { Subject } from '../paint/paint-context.ts';
import { FONT } from '../paint/text.ts';
import { type Page, paintPage } from './page.ts';
import { SvgContext, type SvgMark } from './svg-context.ts';
import type { TextMeasurer } from './text-measurer.ts';
import { type Attributes, escapeXml, formatElement, roundToHundredths } from './xml.ts';

/** Converts a page to an SVG file of shapes and text, without scripts or external references. VNets and halves are groups with titles. */
export function toSvg(page: Page, measurer: TextMeasurer): string {
  const ctx = new SvgContext(measurer);
  paintPage(ctx, page, 1, ctx.setSubject);
  const { topology, picture } = page.drawing;
  const title = [page.caption.title, ...page.caption.facts].join(' · ');
  const { width, height } = page;
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    width,
    height,
    viewBox: `0 0 ${roundToHundredths(width)} ${roundToHundredths(height)}`,
    'font-family': FONT,
  };
  const body = formatGroups(ctx.marks, (subject) => titleOf(topology, picture.scene, subject));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${formatElement('svg', attributes, `${formatElement('title', {}, escapeXml(title))}\n${body}\n`)}\n`;
}

/** Formats marks as SVG; consecutive marks of the same subject form one group. */
function formatGroups(marks: readonly SvgMark[], title: (subject: Subject) => string): string {
  const lines: string[] = [];
  let open: { readonly subject: Subject; readonly children: string[] } | undefined;
  const close = () => {
    if (open) lines.push(formatElement('g', {}, formatElement('title', {}, escapeXml(title(open.subject))) + open.children.join('')));
    open = undefined;
  };
  for (const mark of marks) {
    const markup = elementOf(mark);
    if (open?.subject !== mark.subject) close();
    if (!mark.subject) lines.push(markup);
    else {
      open ??= { subject: mark.subject, children: [] };
      open.children.push(markup);
    }
  }
  close();
  return lines.join('\n');
}

const elementOf = ({ name, attributes, text }: SvgMark): string =>
  formatElement(name, plainColours(attributes), text === undefined ? '' : escapeXml(text));

/** Converts `rgba()` colours to a colour and a separate opacity, because many SVG programs do not support `rgba()`. */
function plainColours(attributes: Attributes): Attributes {
  const { fill, stroke } = attributes;
  return { ...attributes, ...plainColour('fill', fill), ...plainColour('stroke', stroke) };
}

function plainColour(name: 'fill' | 'stroke', colour: string | number | undefined): Attributes {
  const [, red, green, blue, alpha] = /^rgba\((\d+),\s*(\d+),\s*(\d+),\s*([\d.]+)\)$/.exec(String(colour)) ?? [];
  return alpha === undefined ? {} : { [name]: `rgb(${red},${green},${blue})`, [`${name}-opacity`]: Number(alpha) };
}

/** Returns the title of a group: a VNet with its prefixes, or a half with its state and options as in the inspector. */
function titleOf(topology: Topology, scene: Scene, { kind, number }: Subject): string {
  if (kind === 'vnet') {
    const node = scene.nodes[number];
    return node ? [formatAccessibleName(node), ...node.addressSpace].join(', ') : '';
  }
  const link = scene.links[number >> 1];
  const peering = link && topology.peerings.get(link.key);
  if (!peering) return '';
  const { title, statusText, options } = describeHalf(topology, createSceneNamer(scene), peering, number % 2 === 0 ? link.a : link.b);
  return [`${title}: ${statusText}`, ...options].join('. ');
}
