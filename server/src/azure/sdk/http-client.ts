import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createInflate } from 'node:zlib';
import { createHttpHeaders, type HttpClient, type PipelineRequest, type PipelineResponse, RestError } from '@azure/core-rest-pipeline';
import { NoAnswer } from './no-answer.ts';

/**
 * The network below the SDK's pipeline. The SDK's own client reads a body of any size, and when it is aborted in the middle of one it
 * either never ends or throws where nobody can catch it; this one ends in every case, with an answer or an error.
 */
export function createHttpClient(maxBodyBytes: number): HttpClient {
  const agentOf = agents();
  return {
    sendRequest: async (request) => {
      const response = await open(request, agentOf(request));
      const headers = createHttpHeaders(flat(response));
      const bodyAsText = await readText(response, maxBodyBytes, signalOf(request));
      return { request, status: response.statusCode ?? 0, headers, bodyAsText } satisfies PipelineResponse;
    },
  };
}

/** One keep-alive agent for each set of trusted authorities. */
function agents(): (request: PipelineRequest) => https.Agent | undefined {
  const usual = {};
  const known = new WeakMap<object, https.Agent>();
  return ({ tlsSettings = usual, url }) => {
    if (!url.startsWith('https:')) return undefined;
    const agent = known.get(tlsSettings) ?? new https.Agent({ keepAlive: true, ...tlsSettings });
    known.set(tlsSettings, agent);
    return agent;
  };
}

function open(request: PipelineRequest, agent: http.Agent | undefined): Promise<IncomingMessage> {
  const url = new URL(request.url);
  if (url.protocol !== 'https:' && !request.allowInsecureConnection) throw new RestError(`${url.protocol} is not safe enough`, { request });
  const signal = signalOf(request);
  const options = {
    method: request.method,
    headers: request.headers.toJSON({ preserveCase: true }),
    agent: (request.agent as http.Agent | undefined) ?? agent,
    ...(signal ? { signal } : {}),
  };
  return new Promise((resolve, reject) => {
    const sending = (url.protocol === 'https:' ? https : http).request(url, options, resolve);
    sending.on('error', (error: NodeJS.ErrnoException) => reject(asRestError(error, request, signal)));
    sending.end(typeof request.body === 'string' ? request.body : undefined);
  });
}

async function readText(response: IncomingMessage, maxBytes: number, signal: AbortSignal | undefined): Promise<string> {
  const chunks: Buffer[] = [];
  const tooLarge = new NoAnswer(`The answer is larger than ${maxBytes} bytes`);
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
    throw new NoAnswer(`The answer broke off: ${(error as Error).message}`);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const DECODERS: Readonly<Record<string, () => Duplex>> = { gzip: createGunzip, deflate: createInflate };

const signalOf = (request: PipelineRequest): AbortSignal | undefined => request.abortSignal as AbortSignal | undefined;

const asRestError = (error: NodeJS.ErrnoException, request: PipelineRequest, signal: AbortSignal | undefined): unknown =>
  signal?.aborted ? signal.reason : new RestError(error.message, { code: error.code ?? RestError.REQUEST_SEND_ERROR, request });

const flat = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
