import { type CliOptions, HELP, readCliOptions } from './cli-options.ts';
import { homeTenant } from './identity/home-tenant.ts';
import { type Sandbox, StartProblem, startSandbox } from './start.ts';

/** One sentence for whoever typed the command. */
export class CliProblem extends Error {}

/** Starts what the command line asks for, says how to reach it, and ends it on Ctrl-C. */
export async function runCli(args: readonly string[], out: { write(text: string): unknown }): Promise<void> {
  const read = readCliOptions(args);
  if (!read.ok) throw new CliProblem(`${read.problem}; --help lists the options`);
  if (read.value.help) return void out.write(HELP);
  const sandbox = await start(read.value);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.close());
  out.write(greeting(sandbox));
}

async function start({ port, world, http, data, pace }: CliOptions): Promise<Sandbox> {
  try {
    return await startSandbox({
      port,
      world,
      pace,
      ...(http !== undefined && { httpPort: http }),
      ...(data !== undefined && { dataDir: data }),
    });
  } catch (error) {
    if (error instanceof StartProblem) throw new CliProblem(error.message);
    throw error;
  }
}

/** Each fact on a line of its own, then how to point a client at it. */
function greeting({ endpoint, httpEndpoint, caFile, token, parts }: Sandbox): string {
  const tenant = homeTenant(parts.store);
  const [subscription] = parts.store.subscriptions.keys();
  return `ARM endpoint: ${endpoint}
CA file: ${caFile}
Token: ${token}
${httpEndpoint ? `Without TLS: ${httpEndpoint}\n` : ''}
Point an Azure SDK at it (JavaScript; the others alike):
  export NODE_EXTRA_CA_CERTS=${caFile}
  new NetworkManagementClient({ getToken: async () => ({ token: TOKEN, expiresOnTimestamp: Date.now() + 3.6e6 }) },
    '${subscription}', { endpoint: '${endpoint}' })

Point az at it:
  export REQUESTS_CA_BUNDLE=${caFile} AZURE_CONFIG_DIR=$(mktemp -d) AZURE_CORE_COLLECT_TELEMETRY=0
  az cloud register -n peerscape --endpoint-resource-manager ${endpoint} --endpoint-management ${endpoint}/ \\
    --endpoint-active-directory ${endpoint}/adfs --endpoint-active-directory-resource-id ${endpoint}/ \\
    --endpoint-active-directory-graph-resource-id ${endpoint}/
  az cloud set -n peerscape
  az login --service-principal -u any -p any --tenant ${tenant}

Ask it anything:
  curl --cacert ${caFile} -H "Authorization: Bearer TOKEN" "${endpoint}/subscriptions?api-version=2022-12-01"
  curl --cacert ${caFile} ${endpoint}/_sandbox/transcript
`;
}
