import { type CliOptions, HELP, parseCliOptions } from './cli-options.ts';
import { findHomeTenant } from './identity/home-tenant.ts';
import { type Sandbox, StartProblem, startSandbox } from './start.ts';

/** A problem with the command line, as one sentence for the user. */
export class CliProblem extends Error {}

/** Starts a sandbox with the options of the command line, prints how to connect to it, and stops it on Ctrl-C. */
export async function runCli(args: readonly string[], out: { write(text: string): unknown }): Promise<void> {
  const read = parseCliOptions(args);
  if (!read.ok) throw new CliProblem(`${read.problem}; for the options, use --help`);
  if (read.value.help) return void out.write(HELP);
  const sandbox = await start(read.value);
  let isClosing = false;
  const close = () => {
    if (!isClosing) void sandbox.close();
    isClosing = true;
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, close);
  out.write(startMessage(sandbox));
}

async function start({ port, world, http, data, latencyProfile }: CliOptions): Promise<Sandbox> {
  try {
    return await startSandbox({
      port,
      world,
      latencyProfile: latencyProfile,
      ...(http !== undefined && { httpPort: http }),
      ...(data !== undefined && { dataDir: data }),
    });
  } catch (error) {
    if (error instanceof StartProblem) throw new CliProblem(error.message);
    throw error;
  }
}

/** Returns the text to print at startup: one fact per line for scripts, then how to connect clients. */
function startMessage({ endpoint, httpEndpoint, caFile, token, context }: Sandbox): string {
  const tenant = findHomeTenant(context.store);
  const [subscription] = context.store.subscriptions.keys();
  return `ARM endpoint: ${endpoint}
CA file: ${caFile}
Token: ${token}
${httpEndpoint ? `Without TLS: ${httpEndpoint}\n` : ''}
Connect an Azure SDK (JavaScript; other languages are similar):
  export NODE_EXTRA_CA_CERTS=${caFile}
  new NetworkManagementClient({ getToken: async () => ({ token: TOKEN, expiresOnTimestamp: Date.now() + 3.6e6 }) },
    '${subscription}', { endpoint: '${endpoint}' })

Connect the Azure CLI (for the package of Debian 12, see the workaround in the sandbox's README):
  export REQUESTS_CA_BUNDLE=${caFile} AZURE_CONFIG_DIR=$(mktemp -d) AZURE_CORE_COLLECT_TELEMETRY=0
  az cloud register -n peerscape --endpoint-resource-manager ${endpoint} --endpoint-management ${endpoint}/ \\
    --endpoint-active-directory ${endpoint}/adfs --endpoint-active-directory-resource-id ${endpoint}/ \\
    --endpoint-active-directory-graph-resource-id ${endpoint}/
  az cloud set -n peerscape
  az login --service-principal -u any -p any --tenant ${tenant}

Send requests:
  curl --cacert ${caFile} -H "Authorization: Bearer TOKEN" "${endpoint}/subscriptions?api-version=2022-12-01"
  curl --cacert ${caFile} ${endpoint}/_sandbox/transcript
`;
}
