/** The results of a function over a list, in the list's order, never more than `limit` at a time. The first error ends it. */
export async function inParallel<T, R>(list: readonly T[], limit: number, run: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const work = list.entries();
  const worker = async () => {
    for (const [i, item] of work) results[i] = await run(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, list.length) }, worker));
  return results;
}
