import { isTallyError, type TallyError } from '#base';
import { mergeUnits } from './merge-units.ts';
import { assertOwned } from './ownership.ts';
import { closed, fromSqlError, isRefusal } from './sql-error.ts';
import type { RowWrite, WriteUnit } from './unit.ts';

interface Waiting {
  readonly unit: WriteUnit;
  readonly resolve: () => void;
  readonly reject: (error: TallyError) => void;
}

/** Collects the units that arrive while a transaction runs and commits them together in the next one. */
export interface GroupCommit {
  write(unit: WriteUnit): Promise<void>;
  /** Refuses new units and waits for those on their way. */
  close(): Promise<void>;
}

const MAX_ROWS = 50_000;

/** `commit` runs the writes in one transaction and returns after they are durable. */
export function createGroupCommit(commit: (writes: readonly RowWrite[]) => Promise<void>): GroupCommit {
  return new Committer(commit);
}

class Committer implements GroupCommit {
  private readonly commit: (writes: readonly RowWrite[]) => Promise<void>;
  private waiting: Waiting[] = [];
  private running: Promise<void> | undefined;
  private isClosed = false;

  constructor(commit: (writes: readonly RowWrite[]) => Promise<void>) {
    this.commit = commit;
  }

  async write(unit: WriteUnit): Promise<void> {
    try {
      if (this.isClosed) throw closed();
      assertOwned(unit);
    } catch (error) {
      unit.settle(false);
      throw error;
    }
    if (unit.writes.length === 0) {
      unit.settle(true);
      return;
    }
    const done = new Promise<void>((resolve, reject) => this.waiting.push({ unit, resolve, reject }));
    this.running ??= this.run();
    await done;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.running;
  }

  private async run(): Promise<void> {
    // One turn of the event loop lets every request that is ready join the first group.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.waiting.length > 0) await this.commitGroup(this.takeGroup());
    this.running = undefined;
  }

  private takeGroup(): Waiting[] {
    let rows = 0;
    let size = 0;
    for (const { unit } of this.waiting) {
      rows += unit.writes.reduce((sum, write) => sum + write.count, 0);
      if (size > 0 && rows > MAX_ROWS) break;
      size++;
    }
    return this.waiting.splice(0, size);
  }

  private async commitGroup(group: readonly Waiting[]): Promise<void> {
    const error = await this.attempt(group.map(({ unit }) => unit));
    if (error && group.length > 1 && isRefusal(error)) {
      for (const one of group) finish(one, await this.attempt([one.unit]));
      return;
    }
    for (const one of group) finish(one, error);
    if (error === undefined) return;
    // What waits was made on top of what is lost now: a chain, a balance, a loan. None of it may come without the rest.
    for (const one of this.waiting.splice(0)) finish(one, error);
  }

  private async attempt(units: readonly WriteUnit[]): Promise<TallyError | undefined> {
    try {
      await this.commit(mergeUnits(units));
      return undefined;
    } catch (error) {
      return isTallyError(error) ? error : fromSqlError(error);
    }
  }
}

function finish({ unit, resolve, reject }: Waiting, error: TallyError | undefined): void {
  unit.settle(error === undefined);
  if (error) reject(error);
  else resolve();
}
