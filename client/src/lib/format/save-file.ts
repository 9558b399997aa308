/** Downloads `text` as a UTF-8 file. */
export const saveText = (name: string, type: string, text: string): void =>
  saveBlob(name, new Blob([text], { type: `${type};charset=utf-8` }));

/** Downloads `content` as a file. */
export function saveBlob(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has started when `click` returns, so the URL can be revoked.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
