import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Request, Response } from 'express';
import { SENT } from './mount.ts';

/** A reply ready to be sent: serialised once, each encoding made once when it is first asked for. */
export interface Document {
  readonly bytes: Buffer;
  readonly tag: string;
  readonly encoded: Map<Encoding, Promise<Buffer>>;
}

type Encoding = 'br' | 'gzip';

const ENCODERS: Readonly<Record<Encoding, (bytes: Buffer) => Promise<Buffer>>> = {
  // Measured on ten thousand VNets (28 MB): quality 3 gives 1.45 MB in 80 ms, 4 gives 1.35 MB in 250 ms, gzip 1.72 MB in 100 ms.
  br: (bytes) =>
    promisify(brotliCompress)(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 3, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }),
  gzip: (bytes) => promisify(gzip)(bytes, { level: 6 }),
};

/** The value as JSON, tagged by its content. */
export function documentOf(value: unknown): Document {
  const bytes = Buffer.from(JSON.stringify(value));
  return { bytes, tag: createHash('sha256').update(bytes).digest('base64url').slice(0, 22), encoded: new Map() };
}

/** Answers with the document, or with 304 when the caller already holds it. */
export async function sendDocument(document: Document, req: Request, res: Response): Promise<typeof SENT> {
  const encoding = pick(req);
  const etag = `"${document.tag}${encoding ? `-${encoding}` : ''}"`;
  // no-cache: may be kept, must be asked about; this is what lets a reload cost one 304.
  res.set({ etag, vary: 'accept-encoding', 'cache-control': 'private, no-cache' });
  if (holds(req.headers['if-none-match'], document.tag)) {
    res.status(304).end();
    return SENT;
  }
  const bytes = encoding ? await encode(document, encoding) : document.bytes;
  if (encoding) res.set('content-encoding', encoding);
  res.set({ 'content-type': 'application/json; charset=utf-8', 'content-length': String(bytes.length) });
  res.end(req.method === 'HEAD' ? undefined : bytes);
  return SENT;
}

function encode({ bytes, encoded }: Document, encoding: Encoding): Promise<Buffer> {
  const known = encoded.get(encoding) ?? ENCODERS[encoding](bytes);
  encoded.set(encoding, known);
  return known;
}

const pick = (req: Request): Encoding | undefined => {
  const accepted = req.acceptsEncodings('br', 'gzip');
  return accepted === 'br' || accepted === 'gzip' ? accepted : undefined;
};

/** Whether one of the tags in If-None-Match names this content, in any encoding. */
const holds = (header: string | undefined, tag: string): boolean =>
  header?.split(',').some(
    (one) =>
      one.trim() === '*' ||
      one
        .trim()
        .replace(/^W\//, '')
        .replace(/^"|(-br|-gzip)?"$/g, '') === tag,
  ) ?? false;
