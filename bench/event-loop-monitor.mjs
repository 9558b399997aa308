// Preloaded into the built server by event-loop.ts: measures the delays of the main thread's timers, and replies to its parent process.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  const histograms = { phase: monitorEventLoopDelay({ resolution: 10 }), all: monitorEventLoopDelay({ resolution: 10 }) };
  for (const histogram of Object.values(histograms)) histogram.enable();
  // replies with the delays since the histogram of that name was last read, in milliseconds, and the resident memory in MB
  process.on('message', (name) => {
    const histogram = histograms[name];
    const [p99, max] = [histogram.percentile(99) / 1e6, histogram.max / 1e6];
    process.send?.({ p99, max, samples: histogram.count, memory: process.memoryUsage().rss / 1e6 });
    histogram.reset();
  });
  // measuring must not keep the server running
  process.channel?.unref();
}
