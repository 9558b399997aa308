import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createInflate } from 'node:zlib';
import { createHttpHeaders, type HttpClient, type PipelineRequest, type PipelineResponse, RestError } from '@azure/core-rest-pipeline';
import { NoResponseError } from './no-response-error.ts';

/**
 * Creates the HTTP client below the SDK's pipeline. The SDK's own client reads bodies of any size, and when aborted in the middle of a body it
 * hangs or throws an uncatchable error. This client always settles, with a response or an error.
 */
export function createHttpClient(maxBodyBytes: number): HttpClient {
  const agentOf = createAgentCache();
  return {
    sendRequest: async (request) => {
      const response = await open(request, agentOf(request));
      const headers = createHttpHeaders(flattenHeaders(response));
      const bodyAsText = await readText(response, maxBodyBytes, signalOf(request));
      return { request, status: response.statusCode ?? 0, headers, bodyAsText } satisfies PipelineResponse;
    },
  };
}

/** Returns a function that caches one keep-alive agent per set of trusted CAs. */
function createAgentCache(): (request: PipelineRequest) => https.Agent | undefined {
  const defaultSettings = {};
  const cache = new WeakMap<object, https.Agent>();
  return ({ tlsSettings = defaultSettings, url }) => {
    if (!url.startsWith('https:')) return undefined;
    const agent = cache.get(tlsSettings) ?? new https.Agent({ keepAlive: true, ...tlsSettings });
    cache.set(tlsSettings, agent);
    return agent;
  };
}

function open(request: PipelineRequest, agent: http.Agent | undefined): Promise<IncomingMessage> {
  const url = new URL(request.url);
  if (url.protocol !== 'https:' && !request.allowInsecureConnection)
    throw new RestError(`${url.protocol} is not secure; the endpoint must use https:`, { request });
  const signal = signalOf(request);
  const options = {
    method: request.method,
    headers: request.headers.toJSON({ preserveCase: true }),
    agent: (request.agent as http.Agent | undefined) ?? agent,
    ...(signal ? { signal } : {}),
  };
  return new Promise((resolve, reject) => {
    const outgoing = (url.protocol === 'https:' ? https : http).request(url, options, resolve);
    outgoing.on('error', (error: NodeJS.ErrnoException) => reject(toRestError(error, request, signal)));
    outgoing.end(typeof request.body === 'string' ? request.body : undefined);
  });
}

async function readText(response: IncomingMessage, maxBytes: number, signal: AbortSignal | undefined): Promise<string> {
  const chunks: Buffer[] = [];
  const tooLarge = new NoResponseError(`The response is larger than ${maxBytes} bytes`);
  let size = 0;
  const collect = async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of source) {
      size += chunk.length;
      if (size > maxBytes) throw tooLarge;
      chunks.push(chunk);
    }
  };
  const decoder = DECODERS[response.headers['content-encoding'] ?? ''];
  const options = signal ? { signal } : {};
  try {
    if (decoder) await pipeline(response, decoder(), collect, options);
    else await pipeline(response, collect, options);
  } catch (error) {
    if (size > maxBytes) throw tooLarge;
    signal?.throwIfAborted();
    throw new NoResponseError(`The response was cut off: ${(error as Error).message}`);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const DECODERS: Readonly<Record<string, () => Duplex>> = { gzip: createGunzip, deflate: createInflate };

const signalOf = (request: PipelineRequest): AbortSignal | undefined => request.abortSignal as AbortSignal | undefined;

const toRestError = (error: NodeJS.ErrnoException, request: PipelineRequest, signal: AbortSignal | undefined): unknown =>
  signal?.aborted ? signal.reason : new RestError(error.message, { code: error.code ?? RestError.REQUEST_SEND_ERROR, request });

const flattenHeaders = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
