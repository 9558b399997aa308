import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';

/** Deadlines of connections in milliseconds: for the headers of a request, for all of it, and how often they are checked. */
const DEADLINES: ServerOptions = { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 5000 };

/** Time for which idle connections stay open, in milliseconds: longer than clients and proxies use them, so that none closes while a request is sent. */
const KEEP_ALIVE_MS = 120_000;

const MAX_CONNECTIONS = 512;

/** Creates the HTTP server, not listening yet. It disconnects slow clients, and rejects requests that another parser could read differently. Tests pass shorter deadlines. */
export function createHttpServer(app: RequestListener, deadlines = DEADLINES): Server {
  const server = createServer({ ...deadlines, keepAliveTimeout: KEEP_ALIVE_MS, insecureHTTPParser: false, requireHostHeader: true }, app);
  server.maxConnections = MAX_CONNECTIONS;
  return server;
}
