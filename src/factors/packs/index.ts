import type { FactorDefinition } from '../definition.ts';
import { applicationPack } from './application.ts';
import { contactsPack } from './contacts.ts';
import { cultivatedPack } from './cultivated.ts';
import { devicePack } from './device.ts';
import { multiLenderPack } from './multi-lender.ts';
import { repaymentPack } from './repayment.ts';
import { velocityPack } from './velocity.ts';
import { villagePack } from './village.ts';

/** The factors served by default, in order. */
export const standardPack: readonly FactorDefinition[] = [
  ...applicationPack,
  ...velocityPack,
  ...devicePack,
  ...contactsPack,
  ...multiLenderPack,
  ...repaymentPack,
  ...villagePack,
  ...cultivatedPack,
];
