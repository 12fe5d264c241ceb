import type { Script } from '../casting.ts';
import { accountTakeover } from './account-takeover.ts';
import { agentHub } from './agent-hub.ts';
import { bustOut } from './bust-out.ts';
import { guaranteeCircle } from './guarantee-circle.ts';
import { muleCashOut } from './mule-cash-out.ts';
import { officeCollusion } from './office-collusion.ts';
import { recruited } from './recruited.ts';
import { shellFirms } from './shell-firms.ts';

/** Every planted pattern: append only, the order numbers their groups. */
export const scripts: readonly Script[] = [
  agentHub,
  recruited,
  muleCashOut,
  guaranteeCircle,
  shellFirms,
  accountTakeover,
  officeCollusion,
  bustOut,
];
