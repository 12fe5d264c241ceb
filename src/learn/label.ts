import { TallyError } from '#base';
import { bitAt, column, missingCount, valueAt, type Column, type Frame } from '#table';

/** Texts that mean "the event happened" when nobody says otherwise; compared without case. */
const EVENT_NAMES = ['1', 'true', 'bad', 'yes', 'default'];

/** A column read as the label of a binary target. */
export interface BinaryLabel {
  /** 1 where the value is `positive`, else 0. */
  readonly label: Float64Array;
  readonly positive: string;
  readonly negative: string;
}

/**
 * Reads a column of two values as 0 and 1. The event is `positive`, or else the one value that reads 1, true, bad,
 * yes or default (without case).
 *
 * @throws TallyError `TABLE_COLUMN_UNKNOWN`, `LEARN_LABEL_MISSING`, `LEARN_LABEL_NOT_BINARY`, `LEARN_LABEL_AMBIGUOUS`.
 */
export function binaryLabel(frame: Frame, name: string, positive?: string): BinaryLabel {
  const source = column(frame, name);
  const missing = missingCount(source);
  if (missing > 0) {
    throw new TallyError('LEARN_LABEL_MISSING', `the target "${name}" is empty in ${missing} of ${frame.rows} rows`, {
      hint: 'drop the rows without an outcome, or fill them in',
      data: { target: name, missing },
    });
  }
  const values = distinctTexts(source);
  if (values.length !== 2) throw notBinary(name, values);
  const event = positive === undefined ? guessEvent(name, values) : wantedEvent({ name, values, positive });
  const label = new Float64Array(frame.rows);
  for (let row = 0; row < frame.rows; row++) label[row] = String(valueAt(source, row)) === event ? 1 : 0;
  return { label, positive: event, negative: values.find((value) => value !== event) ?? '' };
}

/** The numeric column of this name as a real target. */
export function realTarget(frame: Frame, name: string): Float64Array {
  const source = column(frame, name);
  return Float64Array.from(source.values, (value, row) => (bitAt(source.validity, row) ? value : NaN));
}

function distinctTexts(source: Column): string[] {
  const seen = new Set<string>();
  for (let row = 0; row < source.values.length && seen.size <= 20; row++) seen.add(String(valueAt(source, row)));
  return [...seen].sort();
}

function notBinary(name: string, values: readonly string[]): TallyError {
  const count = values.length > 20 ? 'more than 20' : String(values.length);
  const shown = values.slice(0, 5).map((value) => `"${value}"`);
  return new TallyError(
    'LEARN_LABEL_NOT_BINARY',
    `the target "${name}" has ${count} values (${shown.join(', ')} ...)`,
    {
      hint: 'name a column with exactly two values',
      data: { target: name, values },
    },
  );
}

function guessEvent(name: string, values: readonly string[]): string {
  const events = values.filter((value) => EVENT_NAMES.includes(value.toLowerCase()));
  if (events.length === 1) return events[0] as string;
  throw new TallyError('LEARN_LABEL_AMBIGUOUS', `which value of "${name}" is the event: "${values.join('" or "')}"?`, {
    hint: `add --positive ${values[0]} or --positive ${values[1]}`,
    data: { target: name, values },
  });
}

function wantedEvent(choice: { name: string; values: readonly string[]; positive: string }): string {
  const { name, values, positive } = choice;
  if (values.includes(positive)) return positive;
  // Truth values arrive as 0 and 1.
  const truth = { false: '0', true: '1', no: '0', yes: '1' }[positive.toLowerCase()];
  if (truth !== undefined && values.includes(truth)) return truth;
  throw new TallyError('LEARN_LABEL_AMBIGUOUS', `"${positive}" does not occur in "${name}"`, {
    hint: `its values are "${values.join('" and "')}"`,
    data: { target: name, values, positive },
  });
}
