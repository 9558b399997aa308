import { refuse } from '../arm/network-errors.ts';
import type { Store, StoredResource } from '../store/store.ts';
import { referrers, type Writing } from './resource-kind.ts';

interface Usage {
  /** Matches the IDs of the users that block the deletion; by default all that refer to the resource. */
  readonly by?: RegExp;
  readonly code: string;
  /** Formats Azure's message from the resource and the IDs of its users, separated by commas. */
  readonly message: (resource: StoredResource, users: string) => string;
}

/** Creates the refusal to delete a resource while others use it. */
export const refuseWhileUsed =
  ({ by = /./, code, message }: Usage): NonNullable<Writing['deletionProblem']> =>
  (store: Store, resource: StoredResource) => {
    const users = referrers(store, resource.key, by);
    return users.length === 0 ? undefined : refuse(code, message(resource, users.map(({ id }) => id).join(', ')));
  };
