import { z } from 'zod';
import { Failure } from '../../failure.ts';
import { toFailure } from '../failures.ts';
import type { Wire } from '../translate/index.ts';
import { nonsense } from './retry.ts';

/** As much of the SDK's raw response as is needed. */
interface RawResponse {
  readonly request: { readonly url: string };
  readonly bodyAsText?: string | null;
}

/** The options that make an SDK operation hand over what came over the wire: its models drop the properties they do not know. */
export interface RawOptions {
  readonly abortSignal?: AbortSignal;
  readonly onResponse: (raw: RawResponse, flat: unknown, error?: unknown) => void;
}

type Pager = { byPage(): AsyncIterable<unknown> };

const ListReply = z.object({ value: z.array(z.looseObject({ id: z.string() })) });
const One = z.looseObject({ id: z.string() });

const MAX_PAGES = 1000;

/** Every item of an SDK list, as it came. A `nextLink` that leads back is an error and not a loop. */
export async function rawList(list: (options: RawOptions) => Pager, signal: AbortSignal | undefined): Promise<readonly Wire[]> {
  const items: Wire[] = [];
  const seen = new Set<string>();
  const onResponse: RawOptions['onResponse'] = ({ request, bodyAsText }, _flat, error) => {
    if (error) return;
    if (seen.has(request.url) || seen.size >= MAX_PAGES) throw endless(seen.size);
    seen.add(request.url);
    items.push(...believe(ListReply, bodyAsText).value);
  };
  try {
    for await (const _page of list({ onResponse, ...(signal ? { abortSignal: signal } : {}) }).byPage());
  } catch (error) {
    throw toFailure(error);
  }
  return items;
}

/** One resource from an SDK `get`, as it came. */
export async function rawGet(get: (options: RawOptions) => Promise<unknown>, signal: AbortSignal | undefined): Promise<Wire> {
  let found: Wire | undefined;
  const onResponse: RawOptions['onResponse'] = ({ bodyAsText }, _flat, error) => {
    if (!error) found = believe(One, bodyAsText);
  };
  try {
    await get({ onResponse, ...(signal ? { abortSignal: signal } : {}) });
  } catch (error) {
    throw toFailure(error);
  }
  if (!found) throw nonsense('It was empty');
  return found;
}

/** What the schema says the answer is, or an error: an answer of another shape is never taken for an empty one. */
export function believe<T>(schema: z.ZodType<T>, json: unknown): T {
  const checked = schema.safeParse(typeof json === 'string' ? JSON.parse(json) : json);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  throw nonsense(`At ${issue?.path.join('.') || 'the top'}: ${issue?.message}`);
}

export const endless = (pages: number): Failure =>
  new Failure({
    title: 'A list of Azure does not end',
    status: 502,
    code: 'endless-list',
    detail: `After ${pages} pages the next link leads back to one that was read`,
  });
