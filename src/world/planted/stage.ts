import type { Country } from '../country.ts';
import type { Appearance, Guise } from './guise.ts';

/** What makes a country the quarter of the planted: its people play parts, beside the people of the market that hosts them. */
export interface Stage {
  readonly host: Country;
  /** The part of a person; undefined for a row that is empty. */
  guiseOf(person: number): Guise | undefined;
  /** How he appears today. */
  appearanceOf(person: number): Appearance;
  /** True while somebody borrows honestly to become a customer of old standing. */
  isRehearsing(): boolean;
}

/** The part that the applicant plays in this application; undefined for citizens and for a loan on the way to it. */
export function actingGuise({ stage }: Country, person: number): Guise | undefined {
  return stage === undefined || stage.isRehearsing() ? undefined : stage.guiseOf(person);
}

/** How somebody appears; nothing special for citizens. */
export function appearanceOf({ stage }: Country, person: number): Appearance {
  return stage?.appearanceOf(person) ?? NOTHING;
}

const NOTHING: Appearance = {};
