import type { Problem } from '@peerscape/shared/api';
import type { ResourceKey } from '@peerscape/shared/arm';
import type { SaidRole, SaidRoles } from '@peerscape/shared/shapes';
import { useCallback, useMemo, useRef, useState } from 'react';
import { z } from 'zod';
import { useKeptDocument } from '../server/use-kept-document.ts';

/** Which VNets people call hubs, or no hubs, whatever is detected; the same for everyone who works on the estate. */
export interface SaidShapes {
  readonly roles: SaidRoles;
  /** Says it of a VNet; undefined leaves it to detection again. */
  readonly say: (key: ResourceKey, role: SaidRole | undefined) => void;
  /** Whether it is known what was said, or that it cannot be read. */
  readonly isRead: boolean;
  /** Why it is not kept, or that somebody else has changed it. */
  readonly notice: Problem | undefined;
}

const Kept = z.object({ roles: z.record(z.string(), z.enum(['hub', 'not-a-hub'])) });

/** What is kept, as roles; none where nothing readable is kept. */
function rolesIn(value: unknown): SaidRoles {
  const read = Kept.safeParse(value);
  // keys of VNets are kept as they are; one that means nothing any more is never asked for
  return new Map(read.success ? (Object.entries(read.data.roles) as [ResourceKey, SaidRole][]) : []);
}

/** The roles that the server keeps for the estate. */
export function useSaidRoles(serial: number): SaidShapes {
  const [roles, setRoles] = useState<SaidRoles>(() => new Map());
  const latest = useRef(roles);
  const show = useCallback((next: SaidRoles) => {
    latest.current = next;
    setRoles(next);
  }, []);
  const onLoad = useCallback(
    (value: unknown) => {
      const loaded = rolesIn(value);
      // the same object stays while nothing is said, so that no shape is looked for twice
      if (loaded.size + latest.current.size > 0) show(loaded);
    },
    [show],
  );
  const { save, isRead, notice } = useKeptDocument('shapes', serial, onLoad);
  const say = useCallback(
    (key: ResourceKey, role: SaidRole | undefined) => {
      const { [key]: _, ...others } = Object.fromEntries(latest.current) as Record<ResourceKey, SaidRole>;
      const next = role ? { ...others, [key]: role } : others;
      show(rolesIn({ roles: next }));
      save({ roles: next });
    },
    [show, save],
  );
  return useMemo(() => ({ roles, say, isRead, notice }), [roles, say, isRead, notice]);
}
