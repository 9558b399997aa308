import { z } from 'zod';
import { Failure } from '../../failure.ts';
import { toFailure } from '../failures.ts';
import type { Wire } from '../translate/index.ts';
import { createInvalidResponseFailure } from './retry.ts';

/** The part of the SDK's raw response that this module uses. */
interface RawResponse {
  readonly request: { readonly url: string };
  readonly bodyAsText?: string | null;
}

/** SDK operation options that expose the raw response. The SDK's models drop properties that they do not know. */
export interface RawOptions {
  readonly abortSignal?: AbortSignal;
  readonly onResponse: (raw: RawResponse, flat: unknown, error?: unknown) => void;
}

type Pager = { byPage(): AsyncIterable<unknown> };

const ListResponse = z.object({ value: z.array(z.looseObject({ id: z.string() })) });
const Resource = z.looseObject({ id: z.string() });

const MAX_PAGES = 1000;

/** Collects the raw items of an SDK list. Fails when a `nextLink` leads back to a page that was already read. */
export async function listRaw(list: (options: RawOptions) => Pager, signal: AbortSignal | undefined): Promise<readonly Wire[]> {
  const items: Wire[] = [];
  const seen = new Set<string>();
  const onResponse: RawOptions['onResponse'] = ({ request, bodyAsText }, _flat, error) => {
    if (error) return;
    if (seen.has(request.url) || seen.size >= MAX_PAGES) throw createPagingLoopFailure(seen.size);
    seen.add(request.url);
    items.push(...parseResponse(ListResponse, bodyAsText).value);
  };
  try {
    for await (const _page of list({ onResponse, ...(signal ? { abortSignal: signal } : {}) }).byPage());
  } catch (error) {
    throw toFailure(error);
  }
  return items;
}

/** Returns the raw resource of an SDK `get`. */
export async function getRaw(get: (options: RawOptions) => Promise<unknown>, signal: AbortSignal | undefined): Promise<Wire> {
  let resource: Wire | undefined;
  const onResponse: RawOptions['onResponse'] = ({ bodyAsText }, _flat, error) => {
    if (!error) resource = parseResponse(Resource, bodyAsText);
  };
  try {
    await get({ onResponse, ...(signal ? { abortSignal: signal } : {}) });
  } catch (error) {
    throw toFailure(error);
  }
  if (!resource) throw createInvalidResponseFailure('The response was empty');
  return resource;
}

/** Parses a response with a schema. Fails on any other shape, so that an invalid response is never mistaken for an empty one. */
export function parseResponse<T>(schema: z.ZodType<T>, json: unknown): T {
  const checked = schema.safeParse(typeof json === 'string' ? JSON.parse(json) : json);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  throw createInvalidResponseFailure(`The response is invalid at ${issue?.path.join('.') || 'the top level'}: ${issue?.message}`);
}

/** Creates the failure for a list whose next links form a loop. */
export const createPagingLoopFailure = (pages: number): Failure =>
  new Failure('endless-list', {
    detail: `After ${pages} pages, the next link leads back to a page that was already read`,
  });
