import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Response } from 'express';
import type { FaultEffect } from './fault-effect.ts';

/** Sends the body as the fault demands; returns false, and sends nothing, if the fault does not affect bodies. */
export function sendFaultyBody(res: Response, fault: FaultEffect, body: Buffer): boolean {
  const half = body.subarray(0, Math.floor(body.length / 2));
  switch (fault.kind) {
    case 'truncated':
      res.setHeader('Content-Length', half.length);
      res.end(half);
      return true;
    case 'cut':
      res.setHeader('Content-Length', body.length);
      res.write(half, () => res.socket?.destroy());
      return true;
    case 'stall':
      res.setHeader('Content-Length', body.length);
      res.flushHeaders();
      return true;
    case 'drip':
      res.setHeader('Content-Length', body.length);
      stream(res, drip(body, fault.ms));
      return true;
    case 'large':
      if (fault.gzip) res.setHeader('Content-Encoding', 'gzip');
      stream(res, pad(body, fault.bytes), fault.gzip);
      return true;
    default:
      return false;
  }
}

/** Streams the chunks to the client until it closes the connection. */
function stream(res: Response, chunks: Iterable<Buffer> | AsyncIterable<Buffer>, isCompressed = false): void {
  const source = Readable.from(chunks);
  const sending = isCompressed ? pipeline(source, createGzip(), res) : pipeline(source, res);
  // clients that give up are the purpose of these faults
  sending.catch(() => res.socket?.destroy());
}

async function* drip(body: Buffer, ms: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < body.length; at++) {
    await new Promise((resolve) => setTimeout(resolve, ms).unref());
    yield body.subarray(at, at + 1);
  }
}

const BLOCK = Buffer.alloc(64 * 1024, ' ');

function* pad(body: Buffer, bytes: number): Generator<Buffer> {
  yield body;
  for (let left = bytes - body.length; left > 0; left -= BLOCK.length) yield BLOCK.subarray(0, left);
}
