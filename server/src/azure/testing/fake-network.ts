import { createHttpHeaders, type HttpClient, type PipelineRequest } from '@azure/core-rest-pipeline';

export interface FakeResponse {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string is sent as is; anything else as JSON. */
  readonly body?: unknown;
}

export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

export interface FakeNetwork extends HttpClient {
  readonly sent: readonly SentRequest[];
}

/** Creates an HTTP client whose responses come from `answer`. An error thrown by `answer` acts as a connection error. */
export function createFakeNetwork(
  answer: (sent: SentRequest, count: number, request: PipelineRequest) => FakeResponse | Promise<FakeResponse>,
): FakeNetwork {
  const sent: SentRequest[] = [];
  return {
    sent,
    sendRequest: async (request) => {
      const recorded = {
        method: request.method,
        url: request.url,
        authorization: request.headers.get('authorization'),
        body: typeof request.body === 'string' ? JSON.parse(request.body) : undefined,
      };
      sent.push(recorded);
      const { status = 200, headers = {}, body = '' } = await answer(recorded, sent.length, request);
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const responseHeaders = createHttpHeaders({ 'content-type': 'application/json; charset=utf-8', ...headers });
      return { request, status, headers: responseHeaders, bodyAsText: text };
    },
  };
}
