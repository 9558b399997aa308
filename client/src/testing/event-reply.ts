/** A response with server-sent events, under the control of a test. */
export interface EventReply {
  readonly response: Response;
  readonly send: (text: string) => void;
  readonly end: () => void;
  /** Breaks the connection. */
  readonly fail: () => void;
}

/** Creates a response that stays open until it is ended or its request is aborted. */
export function createEventReply(signal?: AbortSignal | null): EventReply {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({
    start: (started) => {
      controller = started;
    },
  });
  let isOpen = true;
  const close = (how: (of: ReadableStreamDefaultController<Uint8Array> | undefined) => void) => {
    if (isOpen) how(controller);
    isOpen = false;
  };
  signal?.addEventListener('abort', () => close((stream) => stream?.error(signal.reason)));
  return {
    response: new Response(body, { headers: { 'content-type': 'text/event-stream' } }),
    send: (text) => (isOpen ? controller?.enqueue(new TextEncoder().encode(text)) : undefined),
    end: () => close((stream) => stream?.close()),
    fail: () => close((stream) => stream?.error(new TypeError('network error'))),
  };
}
