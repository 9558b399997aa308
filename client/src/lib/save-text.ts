/** Gives the person a file with that text. */
export function saveText(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // the download has begun when the click returns; the address may go
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
