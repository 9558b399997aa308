import type { Source } from '@peerscape/shared/topology';
import { count, formatNumber } from '../../../lib/format/format.ts';
import { sourceWords } from '../../../lib/format/source-words.ts';
import { onScreen } from '../geometry/view.ts';
import { nodesIn } from '../paint/shapes.ts';
import type { Caption, Drawn, Extent } from './drawn.ts';

/** What the map shows: where it was read from, when, and by which filter. */
export interface Shown {
  readonly source: Source;
  /** ISO 8601 UTC. */
  readonly readAt: string;
  readonly filter: string;
}

/** `2026-11-28 18:40:12 UTC`: a file travels, so its time is everyone's. */
const momentText = (iso: string): string => `${new Date(iso).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

/** What is written under a drawing of that part of the map. */
export function captionOf(drawn: Drawn, { source, readAt, filter }: Shown, extent: Extent): Caption {
  return { title: sourceWords(source), facts: [...contentOf(drawn, extent), `as of ${momentText(readAt)}`], filter: filter.trim() };
}

/** `45 VNets, 3 ghosts, 47 peerings`; of a part, how many of the VNets are in it: `12 of 45 VNets in view`. */
function contentOf({ topology, picture: { scene }, ...drawn }: Drawn, extent: Extent): string[] {
  const { vnets, ghosts, peerings } = topology;
  const inView =
    extent === 'view'
      ? nodesIn(scene, onScreen(drawn.view, drawn.size)).filter((node) => scene.nodes[node]?.kind === 'vnet').length
      : vnets.size;
  if (inView < vnets.size) return [`${formatNumber(inView)} of ${count(vnets.size, 'VNet')} in view`];
  return [
    [count(vnets.size, 'VNet'), ...(ghosts.size > 0 ? [count(ghosts.size, 'ghost')] : []), count(peerings.size, 'peering')].join(', '),
  ];
}

/** `contoso-map-2026-11-28.svg`: only what every file system takes. */
export function fileNameOf({ source, readAt }: Shown, ending: string): string {
  const name = source.name
    .replace(/\s*\((sandbox|file|azure)\)$/i, '')
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 60);
  return `${name || 'estate'}-map-${new Date(readAt).toISOString().slice(0, 10)}.${ending}`;
}
