import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { READ_ACTIONS } from '../src/azure/sdk/egress.ts';

test('the custom role in the docs has exactly the actions of the POSTs that Peerscape may send', () => {
  const page = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
  const role = JSON.parse(/```json\n([^`]+)```/.exec(page)?.[1] ?? '') as { readonly Actions: readonly string[] };
  expect(role).toMatchObject({ Name: 'Peerscape Route Reader', NotActions: [] });
  expect([...role.Actions].sort()).toEqual(Object.keys(READ_ACTIONS).sort());
});

test('each of these actions is that of the path that it allows', () => {
  for (const [action, path] of Object.entries(READ_ACTIONS)) {
    const [provider, ...segments] = action.replace(/\/action$/, '').split('/');
    const named = segments.map((segment, i) => (i === segments.length - 1 ? segment : `${segment}/name`));
    expect(`/subscriptions/s/resourceGroups/g/providers/${provider}/${named.join('/')}`).toMatch(path);
  }
});
