import { declareFault } from '@peerscape/sandbox';
import { afterEach, expect, test } from 'vitest';
import { type ChangeHarness, createChangeHarness } from './change-harness.ts';

/** Azure rejects one of two writes. The failed step repeats ARM's words, with advice that fits the code. */
let harness: ChangeHarness;
afterEach(async () => harness.close());

test.each([
  [403, 'RequestDisallowedByPolicy', "Resource 'app-hub' was disallowed by policy.", 'Azure Policy'],
  [403, 'DenyAssignmentAuthorizationFailed', 'Access is denied because of the deny assignment.', 'deny assignment'],
  [403, 'AuthorizationFailed', 'The client does not have authorization.', 'virtualNetworkPeerings/write'],
  [403, 'LinkedAuthorizationFailed', "… the current tenant 't' is not authorized to access linked subscription 's'.", 'both tenants'],
  [401, 'InvalidAuthenticationTokenTenant', 'The access token is from the wrong issuer.', 'a different tenant'],
  [409, 'ScopeLocked', 'The scope cannot perform write operation because following scope(s) are locked.', 'management lock'],
])('a write that is rejected with %i %s fails with advice', async (status, code, message, advice) => {
  harness = await createChangeHarness('in rg=rg-net\nvnet hub 10.0.0.0/16\nvnet app 10.1.0.0/16');
  const plan = await harness.changes.createPlan([{ kind: 'connect', a: harness.key('hub'), b: harness.key('app') }]);
  const path = '/virtualNetworks/app/virtualNetworkPeerings/';
  declareFault(harness.sandbox.context, { method: 'PUT', path, effect: 'error', status, code, message });
  const apply = await harness.waitForEnd((await harness.begin(plan)).id);
  expect(apply.state).toBe('partly');
  const failed = apply.steps.find(({ state }) => state === 'failed');
  expect(failed?.problem?.arm).toEqual({ code, message });
  expect(failed?.problem?.detail).toContain(advice);
  expect(failed?.problem?.detail).not.toContain('Reader');
});
