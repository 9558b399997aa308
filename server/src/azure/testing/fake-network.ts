import { createHttpHeaders, type HttpClient, type PipelineRequest } from '@azure/core-rest-pipeline';

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string is sent as is; anything else as JSON. */
  readonly body?: unknown;
}

export interface Sent {
  readonly method: string;
  readonly url: string;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

export interface FakeNetwork extends HttpClient {
  readonly sent: readonly Sent[];
}

/** Creates an HTTP client whose responses come from `answer`. An error thrown by `answer` acts as a connection error. */
export function fakeNetwork(answer: (sent: Sent, count: number, request: PipelineRequest) => Answer | Promise<Answer>): FakeNetwork {
  const sent: Sent[] = [];
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
