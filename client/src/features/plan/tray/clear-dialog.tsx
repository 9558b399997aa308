import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle } from '@fluentui/react-components';
import { count } from '../../../lib/format/format.ts';

interface ClearDialogProps {
  readonly changeCount: number;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onClear: () => void;
}

/** Asks for confirmation before the whole draft is cleared. */
export function ClearDialog({ changeCount, open, onClose, onClear }: ClearDialogProps) {
  const changes = count(changeCount, 'change');
  return (
    <Dialog open={open} onOpenChange={(_, { open: isOpening }) => (isOpening ? undefined : onClose())}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>Clear {changes}?</DialogTitle>
          <DialogContent>This empties the draft for everyone who works on this estate. Nothing changes in Azure.</DialogContent>
          <DialogActions>
            <Button onClick={onClose}>Cancel</Button>
            <Button
              appearance="primary"
              onClick={() => {
                onClear();
                onClose();
              }}
            >
              Clear {changes}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
