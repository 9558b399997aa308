import type { PipelineRequest } from '@azure/core-rest-pipeline';
import type { Clock } from '../../clock.ts';
import { type Bucket, createBucket } from './bucket.ts';
import { RESOURCE_GRAPH_PATH } from './egress.ts';
import type { RequestedWait } from './retry-after.ts';

/** The response that closed a bucket. */
export interface ThrottledAnswer {
  readonly status: number;
  readonly bodyText: string | null | undefined;
  readonly wait: RequestedWait | undefined;
}

/** The buckets of one principal: for each subscription, reads, writes and deletions; and Resource Graph. */
export interface Buckets {
  of(request: Pick<PipelineRequest, 'method' | 'url'>): Bucket<ThrottledAnswer>;
  /** Allows one read to be sent through each closed bucket, or no longer allows it. */
  setEarlyReads(isAllowed: boolean): void;
}

/** Creates the buckets. Azure counts by principal, and a connection has only one (azure-semantics §3.5). */
export function createBuckets(options: { readonly clock: Clock; readonly random: () => number }): Buckets {
  const buckets = new Map<string, Bucket<ThrottledAnswer>>();
  return {
    of: (request) => {
      const key = keyOf(request);
      const bucket = buckets.get(key) ?? createBucket<ThrottledAnswer>(options);
      buckets.set(key, bucket);
      return bucket;
    },
    setEarlyReads: (isAllowed) => {
      for (const [key, bucket] of buckets) if (READS.test(key)) bucket.setEarlyRequest(isAllowed);
    },
  };
}

/** Classes of operations by method. ARM counts every POST as a write. */
const CLASSES: Readonly<Record<string, string>> = { GET: 'reads', DELETE: 'deletes' };
const READS = /^graph$| reads$/;

/** Returns the key of the bucket that ARM counts a request in. Requests outside subscriptions belong to the tenant. */
function keyOf({ method, url }: Pick<PipelineRequest, 'method' | 'url'>): string {
  // an unusable URL is rejected later, before anything is sent
  const pathname = URL.canParse(url) ? new URL(url).pathname : '';
  if (RESOURCE_GRAPH_PATH.test(pathname)) return 'graph';
  const subscription = pathname.match(/^\/subscriptions\/([^/]+)/i)?.[1]?.toLowerCase() ?? 'tenant';
  return `${subscription} ${CLASSES[method] ?? 'writes'}`;
}
