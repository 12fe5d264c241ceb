export { dimensions, HALF_LIFE_MS, type Dimension } from './dimensions.ts';
export type { People, Profile } from './people-options.ts';
export { createPeople, type PeopleOptions } from './people.ts';
export type { PopulationState } from './population.ts';
