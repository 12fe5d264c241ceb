/** Patterns of fraud that the detectors look for. */
export const patternNames = [
  'device_farm',
  'sim_farm',
  'loan_village',
  'agent_hub',
  'recruited',
  'mule_cash_out',
  'guarantee_circle',
  'shell_firms',
  'account_takeover',
  'office_collusion',
  'bust_out',
] as const;
