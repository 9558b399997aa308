import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';

/** Deadlines of connections in milliseconds: for the headers of a request, for all of it, and how often they are checked. */
const DEADLINES: ServerOptions = { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 5000 };

const MAX_CONNECTIONS = 512;

/** Creates the HTTP server, not listening yet. It disconnects slow clients, and rejects requests that another parser could read differently. Tests pass shorter deadlines. */
export function createHttpServer(app: RequestListener, deadlines = DEADLINES): Server {
  const server = createServer({ ...deadlines, insecureHTTPParser: false, requireHostHeader: true }, app);
  server.maxConnections = MAX_CONNECTIONS;
  return server;
}
