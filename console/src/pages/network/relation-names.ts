/** Relations by which a node can be unfolded, in the order of menus. */
export const relationNames = [
  'device',
  'phone',
  'account',
  'network',
  'cell',
  'employer',
  'contact',
  'shop',
  'company',
  'guarantee',
  'transfer',
  'agent',
  'office',
  'application',
  'loan',
] as const;

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
