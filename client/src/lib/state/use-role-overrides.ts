import type { Problem } from '@peerscape/shared/api';
import type { ResourceKey } from '@peerscape/shared/arm';
import type { RoleOverride, RoleOverrides } from '@peerscape/shared/shapes';
import { useCallback, useMemo, useRef, useState } from 'react';
import { z } from 'zod';
import { useStoredDocument } from '../server/use-stored-document.ts';

/** Roles that users have set for VNets in place of the detected ones, shared by all users of the estate. */
export interface RoleOverridesHandle {
  readonly roles: RoleOverrides;
  /** Sets the role of a VNet; undefined returns it to detection. */
  readonly setRole: (key: ResourceKey, role: RoleOverride | undefined) => void;
  /** True once the saved roles have been loaded or failed to load. */
  readonly isLoaded: boolean;
  /** Reports that the roles could not be saved, or were changed by another user. */
  readonly notice: Problem | undefined;
}

const StoredRoles = z.object({ roles: z.record(z.string(), z.enum(['hub', 'not-a-hub'])) });

/** Parses stored roles; returns none when the value is invalid. */
function parseRoles(value: unknown): RoleOverrides {
  const parsed = StoredRoles.safeParse(value);
  // Keys of VNets that no longer exist are harmless: nothing looks them up.
  return new Map(parsed.success ? (Object.entries(parsed.data.roles) as [ResourceKey, RoleOverride][]) : []);
}

/** Loads and saves the role overrides of the estate. */
export function useRoleOverrides(serial: number): RoleOverridesHandle {
  const [roles, setRoles] = useState<RoleOverrides>(() => new Map());
  const latest = useRef(roles);
  const show = useCallback((next: RoleOverrides) => {
    latest.current = next;
    setRoles(next);
  }, []);
  const onLoad = useCallback(
    (value: unknown) => {
      const loaded = parseRoles(value);
      // Keep the same empty map, so that shapes are not detected twice.
      if (loaded.size + latest.current.size > 0) show(loaded);
    },
    [show],
  );
  const { save, isLoaded, notice } = useStoredDocument('shapes', serial, onLoad);
  const setRole = useCallback(
    (key: ResourceKey, role: RoleOverride | undefined) => {
      const { [key]: _, ...others } = Object.fromEntries(latest.current) as Record<ResourceKey, RoleOverride>;
      const next = role ? { ...others, [key]: role } : others;
      show(parseRoles({ roles: next }));
      save({ roles: next });
    },
    [show, save],
  );
  return useMemo((): RoleOverridesHandle => ({ roles, setRole: setRole, isLoaded, notice }), [roles, setRole, isLoaded, notice]);
}
