/** Error for a missing or incomplete response: too slow, too large or cut off. A retry may succeed. */
export class NoResponseError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NoAnswer';
  }
}
