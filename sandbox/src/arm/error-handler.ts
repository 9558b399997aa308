import type { ErrorRequestHandler } from 'express';
import type { Exchange } from './exchange.ts';
import { frontEndError } from './operation-handler.ts';
import { sendError } from './reply.ts';

/** Handles uncaught errors: bugs of the sandbox and bodies that could not be read. The response has ARM's error format. */
export const createErrorHandler =
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
