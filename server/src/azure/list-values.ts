import { z } from 'zod';
import type { Connection } from './sdk/connection.ts';
import { createPagingLoopFailure, parseResponse } from './sdk/raw-responses.ts';

/** Lists the items of an ARM list that the SDK has no client for, over all pages. Fails when a next link leads back to a page already read. */
export async function listValues<T>(
  connection: Connection,
  firstPath: string,
  item: z.ZodType<T>,
  signal: AbortSignal | undefined,
): Promise<readonly T[]> {
  const Page = z.object({ value: z.array(item), nextLink: z.string().nullish() });
  const items: T[] = [];
  const seen = new Set<string>();
  for (let path: string | undefined = firstPath; path; ) {
    if (seen.has(path)) throw createPagingLoopFailure(seen.size);
    seen.add(path);
    const { json } = await connection.send({ method: 'GET', path, signal });
    const page: z.output<typeof Page> = parseResponse(Page, json);
    items.push(...page.value);
    path = page.nextLink ?? undefined;
  }
  return items;
}
