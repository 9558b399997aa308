/** Maps a list with an async function, at most `limit` calls at a time; returns the results in list order and rejects with the first error. */
export async function mapInParallel<T, R>(list: readonly T[], limit: number, run: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const work = list.entries();
  const worker = async () => {
    for (const [i, item] of work) results[i] = await run(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, list.length) }, worker));
  return results;
}
