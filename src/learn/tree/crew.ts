import { spawnWorker } from '#base';
import type { Worker } from 'node:worker_threads';

/** An operation of the kernels on one part of its range. */
export type Operation = (given: number, part: number) => void;

/** Runs an operation on all parts of its range; returns when all are done. */
export interface Crew {
  run(operation: number, given: number, parts: number): void;
  close(): void;
}

/*
 * Threads that wait on the memory they share. A job is open while `LEFT` is above 0; whoever lowers it owns the part of
 * that number. A thread that wakes late finds it at 0 or below, or a new job, whose words were all written before.
 */
const [TURN, LEFT, DONE, OPERATION, GIVEN] = [0, 1, 2, 3, 4] as const;

/** Words of the control block. */
export const CONTROL_WORDS = 8;

const CLOSED = -1;

/** Looks at a word before a thread goes to sleep: waking takes longer than most jobs. */
const SPINS = 20_000;

/** What a thread of the crew is told. */
export interface CrewMember {
  readonly code: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly control: Int32Array;
}

/** The caller alone. */
export function soloCrew(operations: readonly Operation[]): Crew {
  return {
    run(operation, given, parts) {
      const work = operations[operation] as Operation;
      for (let part = 0; part < parts; part++) work(given, part);
    },
    close: () => undefined,
  };
}

/** The caller and `threads - 1` more. */
export function startCrew(member: CrewMember, operations: readonly Operation[], threads: number): Crew {
  const { control } = member;
  const workers = Array.from({ length: threads - 1 }, (): Worker => {
    const worker = spawnWorker(import.meta.url, 'crew-worker', { workerData: member });
    worker.unref();
    return worker;
  });
  const publish = (operation: number, given: number, parts: number): void => {
    control[OPERATION] = operation;
    control[GIVEN] = given;
    Atomics.store(control, DONE, 0);
    Atomics.store(control, LEFT, parts);
    Atomics.add(control, TURN, 1);
    Atomics.notify(control, TURN);
  };
  return {
    run(operation, given, parts) {
      if (parts > 1) publish(operation, given, parts);
      const work = operations[operation] as Operation;
      if (parts === 1) return work(given, 0);
      takeParts(control, operations);
      for (let spin = 0; ; spin++) {
        const done = Atomics.load(control, DONE);
        if (done >= parts) return;
        if (spin > SPINS) Atomics.wait(control, DONE, done, 1);
      }
    },
    close() {
      control[OPERATION] = CLOSED;
      Atomics.store(control, LEFT, workers.length);
      Atomics.add(control, TURN, 1);
      Atomics.notify(control, TURN);
      for (const worker of workers) void worker.terminate();
    },
  };
}

/** Works until no part is left; false when the crew was closed. */
function takeParts(control: Int32Array, operations: readonly Operation[]): boolean {
  for (;;) {
    const part = Atomics.sub(control, LEFT, 1) - 1;
    if (part < 0) return true;
    const operation = control[OPERATION] as number;
    if (operation === CLOSED) return false;
    (operations[operation] as Operation)(control[GIVEN] as number, part);
    Atomics.add(control, DONE, 1);
    Atomics.notify(control, DONE);
  }
}

/** The life of a thread of the crew. */
export function serveCrew({ control }: CrewMember, operations: readonly Operation[]): void {
  let turn = 0;
  for (;;) {
    for (let spin = 0; Atomics.load(control, TURN) === turn; spin++) {
      if (spin > SPINS) Atomics.wait(control, TURN, turn);
    }
    turn = Atomics.load(control, TURN);
    if (!takeParts(control, operations)) return;
  }
}
