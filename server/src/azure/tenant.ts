import { z } from 'zod';
import type { Connection } from './sdk/connection.ts';

const TENANTS = '/tenants?api-version=2022-12-01';
const Tenants = z.object({ value: z.array(z.looseObject({ tenantId: z.string().optional(), defaultDomain: z.string().optional() })) });

/** Reads the default domain of a tenant, such as `contoso.onmicrosoft.com`; null when Azure does not disclose it to the identity. */
export async function readTenantDomain(connection: Connection, tenantId: string): Promise<string | null> {
  const { json } = await connection.send({ method: 'GET', path: TENANTS });
  const { value } = Tenants.parse(json);
  return value.find((tenant) => tenant.tenantId?.toLowerCase() === tenantId)?.defaultDomain ?? null;
}
