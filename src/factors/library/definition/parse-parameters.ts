import { complain, objectAt, onlyFields } from './complaint.ts';
import { DEFAULT_PARAMETERS, type AggregateParameters } from './definition.ts';
import { durationAt } from './parse-window.ts';

const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  q: [0, 1],
  k: [1, 1000],
  fromHour: [0, 24],
  toHour: [0, 24],
  utcOffsetMinutes: [-840, 840],
};

/** Reads what an aggregate is told besides its rows; what is left out has its default. */
export function parseParameters(path: string, json: unknown): AggregateParameters {
  if (json === undefined) return DEFAULT_PARAMETERS;
  const given = objectAt(path, json);
  onlyFields(path, given, [...Object.keys(RANGES), 'halfLife', 'step']);
  const result: Record<string, unknown> = { ...DEFAULT_PARAMETERS };
  for (const [name, [low, high]] of Object.entries(RANGES)) {
    const value = given[name];
    if (value === undefined) continue;
    const isNumber = typeof value === 'number' && value >= low && value <= high;
    if (!isNumber) complain(`${path}.${name}`, `${JSON.stringify(value)} is out of range`, `write ${low} to ${high}`);
    if (name !== 'q' && !Number.isInteger(value)) complain(`${path}.${name}`, 'is no whole number', 'round it');
    result[name] = value;
  }
  if (given['halfLife'] !== undefined) result['halfLifeMs'] = durationAt(`${path}.halfLife`, given['halfLife']);
  if (result['halfLifeMs'] === 0) complain(`${path}.halfLife`, 'is zero', 'write a duration such as 7d');
  const step = given['step'];
  if (step !== undefined) {
    if (!Array.isArray(step) || step.length !== 2) complain(`${path}.step`, 'is not two values', 'write ["a", "b"]');
    result['step'] = step;
  }
  return result as unknown as AggregateParameters;
}
