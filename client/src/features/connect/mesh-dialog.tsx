import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle } from '@fluentui/react-components';
import type { ResourceKey } from '@peerscape/shared/arm';
import type { Intent } from '@peerscape/shared/plan';
import type { Topology } from '@peerscape/shared/topology';
import { useMemo } from 'react';
import { FEWEST, type Mesh, MOST, meshOf } from './mesh.ts';

interface MeshDialogProps {
  readonly topology: Topology;
  /** The VNets that the filter shows; undefined is all. */
  readonly shown: ReadonlySet<ResourceKey> | undefined;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onAdd: (intents: readonly Intent[]) => void;
}

/** Says what a mesh takes, and what a hub would take instead, before it goes to the draft. */
export function MeshDialog({ open, onClose, ...rest }: MeshDialogProps) {
  return (
    <Dialog open={open} onOpenChange={(_, { open: wanted }) => (wanted ? undefined : onClose())}>
      <DialogSurface>{open ? <Ask onClose={onClose} {...rest} /> : null}</DialogSurface>
    </Dialog>
  );
}

function Ask({ topology, shown, onClose, onAdd }: Omit<MeshDialogProps, 'open'>) {
  const mesh = useMemo(() => meshOf(topology, shown ?? topology.vnets.keys()), [topology, shown]);
  const { vnets, peerings, there, intents } = mesh;
  const refusal = refusalOf(mesh);
  return (
    <DialogBody>
      <DialogTitle>Make a mesh of {vnets} VNets</DialogTitle>
      <DialogContent>
        {refusal ? (
          <p>{refusal}</p>
        ) : (
          <>
            <p>
              Each is peered with each other: {peerings} peerings with {peerings * 2} halves.{' '}
              {there > 0 ? `${there} of them are there already; ` : ''}
              {intents.length} would be added to the draft.
            </p>
            <p>
              With one of them as the hub it would be {vnets - 1} peerings; the others would then reach each other through a firewall or
              appliance in the hub.
            </p>
          </>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        {refusal ? null : (
          <Button
            appearance="primary"
            onClick={() => {
              onAdd(intents);
              onClose();
            }}
          >
            Add {intents.length === 1 ? '1 peering' : `${intents.length} peerings`} to the draft
          </Button>
        )}
      </DialogActions>
    </DialogBody>
  );
}

/** Why there is nothing to add, in a sentence. */
function refusalOf({ vnets, intents }: Mesh): string | undefined {
  if (vnets < FEWEST) return 'A mesh needs two VNets or more. Widen the filter.';
  if (vnets > MOST) return `A mesh is made of at most ${MOST} VNets, the filter shows ${vnets}. Narrow the filter, or use a hub.`;
  return intents.length === 0 ? 'They are a mesh already: every pair is peered.' : undefined;
}
