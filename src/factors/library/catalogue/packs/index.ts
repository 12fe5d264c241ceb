import type { LibraryPack } from '../idea.ts';
import { applicationIdeas } from './application.ts';
import { bankIdeas } from './bank.ts';
import { contactIdeas } from './contacts.ts';
import { deviceIdeas } from './device.ts';
import { formIdeas } from './form.ts';
import { intentIdeas } from './intent.ts';
import { invoiceIdeas } from './invoices.ts';
import { lenderIdeas } from './lenders.ts';
import { macroIdeas } from './macro.ts';
import { orderIdeas } from './orders.ts';
import { phoneIdeas } from './phone.ts';
import { placeIdeas } from './place.ts';
import { repaymentIdeas } from './repayment.ts';
import { shopIdeas } from './shop.ts';
import { velocityIdeas } from './velocity.ts';

/** The packs of the catalogue. */
export const libraryPacks: readonly LibraryPack[] = [
  ...[applicationIdeas, formIdeas, velocityIdeas, deviceIdeas, placeIdeas, phoneIdeas, contactIdeas],
  ...[lenderIdeas, repaymentIdeas, intentIdeas, shopIdeas, orderIdeas, bankIdeas, invoiceIdeas, macroIdeas],
];
