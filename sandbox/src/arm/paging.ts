import type { Exchange } from './exchange.ts';
import type { HandlerResult } from './operation-handler.ts';

/** Returns one page of a list with an absolute `nextLink` under the caller's origin. The token is opaque to clients. */
export function toPage(
  exchange: Exchange,
  { items, show, pageSize }: Extract<HandlerResult, { kind: 'list' }>,
  defaultSize: number,
): Record<string, unknown> {
  const size = Math.min(pageSize ?? defaultSize, defaultSize);
  const start = offsetOf(exchange.query.get('$skiptoken'));
  const entries = items.slice(start, start + size).map((item) => show(item as never));
  if (start + size >= items.length) return { value: entries };
  return { value: entries, nextLink: nextLink(exchange, start + size) };
}

function nextLink(exchange: Exchange, offset: number): string {
  const parameters = [...exchange.query]
    .filter(([name]) => name !== '$skiptoken')
    .map(([name, text]) => `${name}=${encodeURIComponent(text)}`);
  return `${exchange.origin}${exchange.path}?${[...parameters, `$skipToken=${tokenOf(offset)}`].join('&')}`;
}

const tokenOf = (offset: number): string => Buffer.from(`page:${offset}`).toString('base64url');

function offsetOf(token: string | undefined): number {
  const [, digits = '0'] = /^page:(\d+)$/.exec(Buffer.from(token ?? '', 'base64url').toString()) ?? [];
  return Number(digits);
}
