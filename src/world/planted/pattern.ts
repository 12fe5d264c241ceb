/** The patterns that are planted beside the three rings, by name. */
export const plantedPatterns = [
  'agent-hub',
  'recruited',
  'mule-cash-out',
  'guarantee-circle',
  'shell-firms',
  'account-takeover',
  'office-collusion',
  'bust-out',
] as const;
export type PlantedPattern = (typeof plantedPatterns)[number];

/** How much of each of them, and how well hidden. */
export interface PatternParameters {
  /** Fraudulent applications of each pattern per person of the world and year. */
  readonly applicationsPerPersonYear: number;
  /** Share of members who leave few traces or none. */
  readonly camouflage: number;
}
