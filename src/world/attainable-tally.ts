import { attainable, type Attainable, type TruthRow } from './truth.ts';

/** The best that any model could do on the applications of a run; null where only one outcome occurred. */
export interface AttainableFigures {
  /** Default, all applications. */
  readonly credit: Attainable | null;
  /** Default, honest applicants only. */
  readonly creditHonest: Attainable | null;
  /** Fraud, all applications. */
  readonly fraud: Attainable | null;
}

/** Collects the few numbers per application that the attainable figures need. */
export function attainableTally(): { add(row: TruthRow): void; figures(): AttainableFigures } {
  const risk: number[] = [];
  const suspicion: number[] = [];
  const bad: number[] = [];
  const fraud: number[] = [];
  return {
    add(row) {
      risk.push(row.trueDefaultProbability);
      suspicion.push(row.trueFraudProbability);
      bad.push(row.defaultsIfGranted);
      fraud.push(row.fraudForm === '' ? 0 : 1);
    },
    figures() {
      const honest = (values: readonly number[]): number[] => values.filter((_, i) => fraud[i] === 0);
      return {
        credit: orNull(risk, bad),
        creditHonest: orNull(honest(risk), honest(bad)),
        fraud: orNull(suspicion, fraud),
      };
    },
  };
}

function orNull(probabilities: readonly number[], outcomes: readonly number[]): Attainable | null {
  const mixed = outcomes.includes(0) && outcomes.includes(1);
  return mixed ? attainable(probabilities, outcomes) : null;
}
