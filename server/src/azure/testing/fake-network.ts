import { createHttpHeaders, type HttpClient, type PipelineRequest } from '@azure/core-rest-pipeline';

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text as it is; anything else as JSON. */
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

/** A network on which every request is answered by a function; an error that it throws is a broken connection. */
export function fakeNetwork(answer: (sent: Sent, nth: number, request: PipelineRequest) => Answer | Promise<Answer>): FakeNetwork {
  const sent: Sent[] = [];
  return {
    sent,
    sendRequest: async (request) => {
      const one = {
        method: request.method,
        url: request.url,
        authorization: request.headers.get('authorization'),
        body: typeof request.body === 'string' ? JSON.parse(request.body) : undefined,
      };
      sent.push(one);
      const { status = 200, headers = {}, body = '' } = await answer(one, sent.length, request);
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const all = createHttpHeaders({ 'content-type': 'application/json; charset=utf-8', ...headers });
      return { request, status, headers: all, bodyAsText: text };
    },
  };
}
