import { describe, expect, test } from 'vitest';
import { findAdvice } from './refusal-advice.ts';

const TENANT = '3f0c5f0e-8a51-4c0e-9d1b-6f2f6c1f7b10';
const WRITE = 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings/write';

describe('advice for an error of ARM', () => {
  test.each([
    ['RequestDisallowedByPolicy', 'Resource x was disallowed by policy.', /Azure Policy.*exemption/],
    ['DenyAssignmentAuthorizationFailed', 'Access is denied because of the deny assignment.', /deny assignment.*regardless of the roles/],
    [
      'ScopeLocked',
      'The scope cannot perform write operation because following scope(s) are locked.',
      /lock.*Owner or User Access Administrator/,
    ],
    [
      'AuthorizationFailed',
      `The client 'c' does not have authorization to perform action '${WRITE}' over scope 's'.`,
      /needs .*\/write .* Network Contributor/,
    ],
    ['AuthorizationFailed', `… to perform action 'Microsoft.Network/virtualNetworks/read' over scope 's'.`, /needs .*\/read .* Reader$/],
    [
      'LinkedAuthorizationFailed',
      `…, however the current tenant '${TENANT}' is not authorized to access linked subscription 's'.`,
      /different tenant.*both tenants/,
    ],
    [
      'LinkedAuthorizationFailed',
      "…, however the linked subscription 's' was not found.",
      /subscription of the remote VNet does not exist/,
    ],
    [
      'LinkedAuthorizationFailed',
      "… does not have permission to perform action 'peer/action' on the linked scope(s) 's'.",
      /peer\/action on the remote VNet/,
    ],
    [
      'InvalidAuthenticationTokenTenant',
      `It must match the tenant 'https://sts.windows.net/${TENANT}/' associated with this subscription.`,
      `az login --tenant ${TENANT}`,
    ],
    [
      'ReferencedResourceNotProvisioned',
      'Cannot proceed with operation because resource r used by p is not in Succeeded state.',
      /last update failed/,
    ],
    ['AnotherOperationInProgress', 'Another operation on this or dependent resource is in progress.', /in progress/],
  ])('%s: %s', (code, message, expected) => {
    expect(findAdvice(403, { code, message })).toMatch(expected);
  });

  test('names the action that was needed when ARM’s message does not', () => {
    expect(findAdvice(403, { code: 'AuthorizationFailed', message: 'No.' }, WRITE)).toContain(WRITE);
  });

  test('never asks for Reader because of the status alone', () => {
    for (const code of ['RequestDisallowedByPolicy', 'ScopeLocked', 'SomethingNew'])
      expect(findAdvice(403, { code, message: 'No.' })).not.toContain('Reader');
    expect(findAdvice(403, undefined)).not.toContain('Reader');
    expect(findAdvice(400, { code: 'SomethingNew', message: 'No.' })).toBeUndefined();
  });
});
