/** Runs asynchronous work one at a time, first come first served. */
export interface Lane {
  run<T>(work: () => Promise<T>): Promise<T>;
}

export function createLane(): Lane {
  let tail: Promise<unknown> = Promise.resolve();
  return {
    run<T>(work: () => Promise<T>): Promise<T> {
      const result = tail.then(work);
      // The next one runs whatever became of this one; its own caller sees the failure.
      tail = result.catch(() => undefined);
      return result;
    },
  };
}
