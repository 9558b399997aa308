import type { Request } from 'express';
import { Failure } from '../failure.ts';
import type { Upload } from '../work/opened-files.ts';

/** Maximum size of all files in a request; the same as that of one file with `--file`. */
const MAX_BYTES = 500_000_000;

/** Reads the files of a multipart/form-data request: fields `file`, each followed by `changedAt` in milliseconds if it is known. */
export async function receiveUploads(req: Request): Promise<readonly Upload[]> {
  if (!req.is('multipart/form-data')) throw new Failure('unsupported-media-type', { title: 'The body must be multipart/form-data' });
  const form = await parseForm(await readBody(req), req.headers['content-type'] ?? '');
  const uploads: Upload[] = [];
  for (const [field, value] of form) {
    if (field === 'file' && typeof value !== 'string')
      uploads.push({ name: value.name, bytes: new Uint8Array(await value.arrayBuffer()), changedAt: undefined });
    const last = uploads.at(-1);
    if (field === 'changedAt' && last && Number.isFinite(Number(value))) uploads.splice(-1, 1, { ...last, changedAt: Number(value) });
  }
  if (uploads.length === 0) throw new Failure('invalid-request', { detail: 'The request contains no file' });
  return uploads;
}

async function readBody(req: Request): Promise<Buffer> {
  const tooLarge = () =>
    new Failure('too-large', {
      detail: `Together the files may have at most ${MAX_BYTES / 1e6} MB. Larger estates have to be exported subscription by subscription`,
    });
  if (Number(req.headers['content-length'] ?? 0) > MAX_BYTES) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req) {
    size += (chunk as Buffer).length;
    if (size > MAX_BYTES) throw tooLarge();
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

async function parseForm(body: Buffer, contentType: string): Promise<FormData> {
  try {
    return await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  } catch (cause) {
    throw new Failure('malformed', { detail: 'The body must be multipart/form-data' }, { cause });
  }
}
