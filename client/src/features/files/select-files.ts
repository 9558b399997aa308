/** Opens the browser's file dialog. `onFiles` is called with the selected files, and not at all if the dialog is cancelled. */
export function selectFiles(onFiles: (files: readonly File[]) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.onchange = () => {
    const files = [...(input.files ?? [])];
    if (files.length > 0) onFiles(files);
  };
  input.click();
}
