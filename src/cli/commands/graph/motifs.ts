import { TallyError } from '#base';
import { findMotifs, MOTIF_KINDS, type EdgeTable, type Motif, type MotifKind } from '#graph';
import { createFrame, dictionaryColumn, float64Column, int32Column, type Column, type Frame } from '#table';
import { oneOf } from '../factors/one-of.ts';
import type { Algorithm, AlgorithmInput } from './algorithms.ts';
import { numberOf } from './parameters.ts';

const NUMBERS = [
  'minLength',
  'maxLength',
  'maxEvenLength',
  'tolerance',
  'minFan',
  'minBetween',
  'hub',
  'steps',
  'minScore',
] as const;

/** `tally graph run motifs`: a row a motif, the best first. */
export const motifs: Algorithm = {
  parameters: ['kinds', 'window', ...NUMBERS],
  run: ({ table, parameters }) => {
    const { edges, times } = table;
    if (times === undefined) {
      throw new TallyError('CLI_OPTION', 'the edges have no column of times', {
        hint: 'name it: --columns time=T; an edge without an instant is in no motif',
      });
    }
    const asked = NUMBERS.filter((name) => parameters[name] !== undefined);
    const { motifs: found, ...faults } = findMotifs(
      { ...edges, times, amounts: edges.weights },
      {
        kinds: kindsOf(parameters),
        window: numberOf(parameters, 'window', Infinity) * table.perDay,
        ...Object.fromEntries(asked.map((name) => [name, numberOf(parameters, name, 0)])),
      },
    );
    const { withoutTime, givenUp } = faults;
    return { frame: frameOf(table, found), facts: { motifs: found.length, withoutTime, givenUp } };
  },
};

function kindsOf(parameters: AlgorithmInput['parameters']): readonly MotifKind[] {
  const told = parameters.kinds?.split(':') ?? MOTIF_KINDS;
  return told.map((kind) => oneOf<MotifKind>('params kinds', kind, MOTIF_KINDS));
}

function frameOf(table: EdgeTable, found: readonly Motif[]): Frame {
  const number = (of: (motif: Motif) => number): Column => float64Column(Float64Array.from(found, of));
  const texts = namesOf(table);
  return createFrame([
    [
      'kind',
      dictionaryColumn(
        Int32Array.from(found, ({ kind }) => MOTIF_KINDS.indexOf(kind)),
        MOTIF_KINDS,
      ),
    ],
    [
      'members',
      dictionaryColumn(
        Int32Array.from(found.keys()),
        found.map(({ members }) => members.map((v) => texts[v] ?? '').join(' ')),
      ),
    ],
    ['edges', int32Column(Int32Array.from(found, ({ edges }) => edges.length))],
    ['start', number(({ start }) => start)],
    ['end', number(({ end }) => end)],
    ['amount', number(({ amount }) => amount)],
    ['evenness', number(({ evenness }) => evenness)],
    ['ordered', int32Column(Int32Array.from(found, ({ isOrdered }) => (isOrdered ? 1 : 0)))],
    ['score', number(({ score }) => score)],
  ]);
}

function namesOf({ ids }: EdgeTable): readonly string[] {
  return 'texts' in ids ? ids.texts : [...ids.numbers].map(String);
}
