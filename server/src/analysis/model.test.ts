import { expect, test } from 'vitest';
import { contosoRows } from '../../test/fake-azure.ts';
import { createModel } from './model.ts';

test('builds the topology and runs the rules once', () => {
  const model = createModel(contosoRows());
  expect(model.topology()).toBe(model.topology());
  expect(model.report()).toBe(model.report());
});
