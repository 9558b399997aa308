import { expect, test } from 'vitest';
import { stopAndClose } from './open-estate.ts';

test('a store is closed last, even if what uses it cannot be stopped', async () => {
  const calls: string[] = [];
  const user = (name: string, error?: Error) => ({
    stop: async () => {
      calls.push(`stop ${name}`);
      if (error) throw error;
    },
  });
  const store = { close: async () => void calls.push('close') };
  const error = new Error('The worker cannot be stopped');
  await expect(stopAndClose([user('changes', error), user('housekeeping')], store)).rejects.toBe(error);
  expect(calls).toEqual(['stop changes', 'stop housekeeping', 'close']);
  await expect(stopAndClose([user('changes')], store)).resolves.toBeUndefined();
});
