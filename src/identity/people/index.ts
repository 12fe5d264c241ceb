export { dimensions, HALF_LIFE_MS, type Dimension } from './dimensions.ts';
export type { People, Profile } from './people-options.ts';
export { createPeople, type PeopleOptions } from './people.ts';
export { fitInThread } from './fit-thread.ts';
export type { PopulationState } from './population.ts';
export { fitValueModels, type CustomerSample, type ValueModels } from './value-models.ts';
