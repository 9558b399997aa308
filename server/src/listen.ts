import { once } from 'node:events';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StartFailure } from './failure.ts';
import { createHttpServer } from './http/http-server.ts';
import type { ServedAddress } from './http/same-origin.ts';

/** An open port. */
export interface Listening extends ServedAddress {
  /** URL to open in a browser. Peerscape has the port at every address that its host leads to. */
  readonly url: string;
  /** Stops accepting connections and resolves when the last one has ended. */
  close(): Promise<void>;
}

type Addresses = readonly [string, ...string[]];

/** The addresses that browsers try for `localhost`. */
export const LOOPBACK: Addresses = ['127.0.0.1', '::1'];

/** Hosts in URLs that lead to an address, where they differ from it; a container does not know at which address its port is published. */
const HOSTS: Readonly<Record<string, readonly string[]>> = { '::1': ['[::1]'], '0.0.0.0': ['127.0.0.1', '[::1]'] };

const hostsOf = (address: string): readonly string[] => HOSTS[address] ?? [address];

/** Maximum number of free ports to try at the first address until one is free at the others, too. */
const MAX_ATTEMPTS = 20;
const DRAIN_MS = 5000;

/**
 * Listens on one port (0: any free one) at all addresses, or rejects with a `StartFailure`: another process that had the port at one of them
 * would receive what a browser sends to the printed URL. An address other than the first that this machine lacks is left out; the URL then
 * names the first.
 */
export async function listen(app: RequestListener, port: number, addresses: Addresses): Promise<Listening> {
  for (let attempt = 1; ; attempt++) {
    try {
      return describe(await openAll(app, port, addresses), addresses);
    } catch (error) {
      const isWorthAnother = port === 0 && attempt < MAX_ATTEMPTS && error instanceof ListenFailure && error.code === 'EADDRINUSE';
      if (!isWorthAnother) throw error;
    }
  }
}

/** The reason why an address cannot be used. */
class ListenFailure extends StartFailure {
  readonly code: string | undefined;
  constructor({ code, message }: NodeJS.ErrnoException, host: string | undefined, port: number) {
    super(LISTEN_ERRORS[code ?? '']?.(`${port}`, host) ?? message);
    this.code = code;
  }
}

const LISTEN_ERRORS: Readonly<Record<string, (port: string, host?: string) => string>> = {
  EADDRINUSE: (port, host) =>
    `Port ${port} is already in use on ${host}. Stop the process that uses it, or choose another port with --port`,
  EACCES: (port) => `This account cannot listen on port ${port}. Choose a port above 1023 with --port`,
};

/** Codes with which the system reports that it lacks an address, or IPv6. */
const MISSING: ReadonlySet<string | undefined> = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT']);

type Servers = readonly [Server, ...Server[]];

async function openAll(app: RequestListener, port: number, [first, ...others]: Addresses): Promise<Servers> {
  const main = await open(app, port, first);
  const more: Server[] = [];
  for (const address of others) {
    try {
      more.push(await open(app, portOf(main), address));
    } catch (error) {
      if (error instanceof ListenFailure && MISSING.has(error.code)) continue;
      await Promise.all([main, ...more].map(drain));
      throw error;
    }
  }
  return [main, ...more];
}

async function open(app: RequestListener, port: number, address: string): Promise<Server> {
  const server = createHttpServer(app);
  server.listen(port, address);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new ListenFailure(error as NodeJS.ErrnoException, hostsOf(address)[0], port);
  }
  return server;
}

function describe(servers: Servers, addresses: Addresses): Listening {
  const port = portOf(servers[0]);
  const hosts = ['localhost', ...servers.flatMap((server) => hostsOf(addressOf(server).address))];
  const host = servers.length === addresses.length ? 'localhost' : hostsOf(addresses[0])[0];
  return {
    port,
    hosts,
    url: `http://${host}:${port}`,
    close: async () => {
      await Promise.all(servers.map(drain));
    },
  };
}

const addressOf = (server: Server): AddressInfo => server.address() as AddressInfo;
const portOf = (server: Server): number => addressOf(server).port;

async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const forceClose = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await closed;
  clearTimeout(forceClose);
}
