/** No whole answer came: too slow, too large, broken off. Not to be believed, but worth another try. */
export class NoAnswer extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NoAnswer';
  }
}
