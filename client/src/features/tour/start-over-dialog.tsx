import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle } from '@fluentui/react-components';

interface StartOverDialogProps {
  readonly isSandbox: boolean;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onStartOver: () => void;
}

/** Says what starting over takes with it, and asks. */
export function StartOverDialog({ isSandbox, open, onClose, onStartOver }: StartOverDialogProps) {
  return (
    <Dialog open={open} onOpenChange={(_, { open: wanted }) => (wanted ? undefined : onClose())}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>Start the tour over</DialogTitle>
          <DialogContent>
            {isSandbox
              ? 'The tour goes back to its first stop, and the sandbox to the VNets and peerings it began with. What was changed there since is lost; the history of applies stays.'
              : 'The tour goes back to its first stop. The VNets and their peerings stay as they are.'}
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
