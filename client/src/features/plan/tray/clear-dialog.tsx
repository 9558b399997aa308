import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle } from '@fluentui/react-components';
import { count } from '../../../lib/format/format.ts';

interface ClearDialogProps {
  readonly wishes: number;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onClear: () => void;
}

/** Asks before many wishes go at once. */
export function ClearDialog({ wishes, open, onClose, onClear }: ClearDialogProps) {
  const all = count(wishes, 'wish', 'wishes');
  return (
    <Dialog open={open} onOpenChange={(_, { open: wanted }) => (wanted ? undefined : onClose())}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>Clear {all}</DialogTitle>
          <DialogContent>The draft is empty then, for everyone who works on this estate. Nothing changes in Azure.</DialogContent>
          <DialogActions>
            <Button onClick={onClose}>Cancel</Button>
            <Button
              appearance="primary"
              onClick={() => {
                onClear();
                onClose();
              }}
            >
              Clear {all}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
