import type { ErrorRequestHandler } from 'express';
import { frontEndError } from './answer.ts';
import type { Exchange } from './exchange.ts';
import { sendError } from './reply.ts';

/** What nothing else has caught is our own bug, or a body that could not be read; either way the caller gets ARM's envelope. */
export const outermost =
  (report: (text: string) => void): ErrorRequestHandler =>
  (error: { status?: number; message?: string; stack?: string }, _req, res, next) => {
    const { exchange } = res.locals as { exchange?: Exchange };
    if (res.headersSent || !exchange) return next(error);
    const status = error.status ?? 500;
    if (status >= 500) report(`${exchange.requestId}: ${error.stack ?? error.message}\n`);
    const code = status === 413 ? 'RequestEntityTooLarge' : status < 500 ? 'InvalidRequestContent' : 'InternalServerError';
    sendError(
      res,
      frontEndError(
        status,
        code,
        status < 500 ? (error.message ?? '') : `The sandbox failed; its output names request ${exchange.requestId}.`,
      ),
    );
  };
