// Edits that read, change and save go one after another: of two at once, one would undo the other.

export class Turns {
  private readonly last = new Map<string, Promise<unknown>>();

  /** Does the work when all that was asked for earlier about the same thing is done. Never ask from within such work. */
  take<T>(about: string, work: () => Promise<T>): Promise<T> {
    const before = this.last.get(about) ?? Promise.resolve();
    const mine = before.then(work);
    const done = mine.catch(() => undefined);
    this.last.set(about, done);
    void done.then(() => this.last.get(about) === done && this.last.delete(about));
    return mine;
  }
}
