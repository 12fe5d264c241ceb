import { soundCode } from '../text/sound-code.ts';
import { wordsOf } from '../text/normalise-text.ts';
import type { LinkColumn } from '../columns/link-table.ts';

/** A way to make keys of a value: records that share a key are candidates. */
export interface KeyRule {
  readonly name: string;
  /** Rules with the same space share their keys, so that first names meet surnames. */
  readonly space: string;
  readonly column: LinkColumn;
  keys(value: string): readonly string[];
}

type Keys = (value: string) => readonly string[];

/** The fine keys of a column, by which alone records may meet. */
export function fineKeys(column: LinkColumn, isPersonName: boolean): KeyRule[] {
  const rule = (name: string, keys: Keys, space = column.name): KeyRule => ({
    name,
    space: `${space}:${name}`,
    column,
    keys,
  });
  const shared = isPersonName ? '' : column.name;
  switch (column.kind) {
    case 'name':
    case 'word':
      return [
        rule('word', longWords, shared),
        rule('value', whole),
        rule('sound', soundKeys, shared),
        rule('start', start),
      ];
    case 'text':
      return [rule('word', longWords, shared), rule('value', whole), rule('start', start)];
    case 'date':
      return [
        rule('date', whole),
        rule('year and month', (v) => [v.slice(0, 6)]),
        rule('month and day', (v) => [v.slice(4)]),
        rule('year and day', (v) => [`${v.slice(0, 4)}${v.slice(6)}`]),
      ];
    case 'code':
      return [rule('value', whole), rule('first half', firstHalf), rule('last half', lastHalf)];
    case 'email':
      return [rule('value', whole), rule('before the @', (v) => [v.slice(0, v.indexOf('@'))]), rule('start', start)];
    case 'phone':
      return [rule('last 7', (v) => [v.slice(-7)]), rule('first half', firstHalf)];
    case 'number':
      return [rule('value', whole)];
    case 'latitude':
    case 'longitude':
      return [rule('hundredth', (v) => [Number(v).toFixed(2)])];
    case 'category':
      return [];
  }
}

/** The coarse keys of a column, which divide blocks that are too large. */
export function coarseKeys(column: LinkColumn): KeyRule[] {
  const rule = (name: string, keys: Keys): KeyRule => ({ name, space: `${column.name}:${name}`, column, keys });
  switch (column.kind) {
    case 'name':
    case 'word':
    case 'text':
      return [rule('value', whole), rule('first sound', (v) => [soundCode(v).slice(0, 2)])];
    case 'date':
      return [rule('year', (v) => [v.slice(0, 4)]), rule('month and day', (v) => [v.slice(4)])];
    case 'code':
    case 'email':
      return [rule('start', (v) => [v.slice(0, 3)])];
    case 'phone':
      return [rule('end', (v) => [v.slice(-4)])];
    default:
      return [rule('value', whole)];
  }
}

const whole: Keys = (value) => [value];
const start: Keys = (value) => (value.length >= 5 ? [value.slice(0, 5)] : []);
const firstHalf: Keys = (value) => (value.length >= 4 ? [value.slice(0, Math.ceil(value.length / 2))] : []);
const lastHalf: Keys = (value) => (value.length >= 5 ? [value.slice(-Math.ceil(value.length / 2))] : []);
const longWords: Keys = (value) => wordsOf(value).filter((word) => word.length >= 2);
const soundKeys: Keys = (value) =>
  wordsOf(value)
    .map(soundCode)
    .filter((code) => code.length >= 2);
