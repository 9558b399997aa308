import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle } from '@fluentui/react-components';

interface StartOverDialogProps {
  readonly isSandbox: boolean;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onStartOver: () => void;
}

/** Asks for confirmation before the tour starts over, and describes what is lost. */
export function StartOverDialog({ isSandbox, open, onClose, onStartOver }: StartOverDialogProps) {
  return (
    <Dialog open={open} onOpenChange={(_, { open: isOpening }) => (isOpening ? undefined : onClose())}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>Start the tour over?</DialogTitle>
          <DialogContent>
            {isSandbox
              ? 'The tour returns to its first stop, and the sandbox is reset to its initial VNets and peerings. Changes made there since then are lost. The history of applied plans is kept.'
              : 'The tour returns to its first stop. VNets and peerings are not changed.'}
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>Cancel</Button>
            <Button
              appearance="primary"
              onClick={() => {
                onStartOver();
                onClose();
              }}
            >
              Start over
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
