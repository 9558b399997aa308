import { Router } from 'express';
import type { Parts } from '../parts.ts';

/** The door for tests and demonstrations: JSON in, JSON out, not part of Azure and not in the transcript. */
export function controlDoor(parts: Parts): Router {
  const door = Router();
  door.get('/transcript', (_, res) => void res.json(parts.transcript.lines));
  return door;
}
