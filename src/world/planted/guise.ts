import type { Wish } from '../wish.ts';
import type { PlantedPattern } from './pattern.ts';

/** Where money goes from the card that was paid, or in the step after from the card that it went to. */
export interface Move {
  /** Share of the loan. */
  readonly share: number;
  readonly counterparty: 'person' | 'merchant' | 'lender' | 'company' | 'own' | 'cash';
  /** Hours after the money came. */
  readonly hours: number;
  /** Missing for cash. */
  readonly toCard?: string;
  /** The payer's own card when left out. */
  readonly fromCard?: string;
}

/** A company as the register has it. */
export interface CompanyExtract {
  readonly company: string;
  readonly legalPerson: string;
  readonly companyAddress: string;
  readonly companyPhone: string;
  readonly accountant: string;
  readonly ageMonths: number;
  readonly capitalMinor: number;
  readonly employees: number;
}

/** A buyer of a company in the half year before, and its share in the turnover. */
export interface Buyer {
  readonly company: string;
  readonly share: number;
}

export interface Guarantor {
  readonly guarantor: string;
  readonly guarantorKind: 'company' | 'person' | 'institution';
  /** Share of the loan that is vouched for. */
  readonly share: number;
  readonly relation: string;
}

/** What an applicant's surroundings and papers show; what is left out is as of anybody. */
export interface Appearance {
  /** Key of a device that others use too. */
  readonly device?: string;
  /** Number of a network that others use too. */
  readonly network?: number;
  readonly employer?: string;
  readonly address?: string;
  /** Surname shared with relatives. */
  readonly surname?: string;
  readonly emergencyContacts?: readonly string[];
  readonly card?: string;
  readonly office?: string;
  readonly agent?: string;
  readonly template?: string;
  readonly salaryPayer?: { readonly company: string; readonly ageMonths: number };
  readonly company?: CompanyExtract;
  readonly buyers?: readonly Buyer[];
  readonly guarantors?: readonly Guarantor[];
  readonly moves?: readonly Move[];
  /** Changes what is asked for. */
  readonly wish?: (wish: Wish) => Wish;
}

/** Something that somebody does on a day of his season. */
export interface Act {
  readonly day: number;
  readonly kind: 'borrow' | 'apply' | 'visit' | 'change-card' | 'change-password' | 'enquire' | 'max-out' | 'move';
}

/** How a person of the part is born. */
export interface Birth {
  /** Where; any town when left out. */
  readonly place?: number;
  /** Lives within so many kilometres of the group's middle; anywhere in the place when left out. */
  readonly kmFromGroup?: number;
  readonly employment?: number;
  readonly housing?: number;
  readonly isYoung?: boolean;
  /** No credit, no debts, no enquiries. */
  readonly isBlank?: boolean;
  /** A customer whom nobody would refuse: pays what he owes. */
  readonly isSound?: boolean;
}

/** The part that somebody plays. */
export interface Guise extends Appearance {
  readonly birth: Birth;
  readonly pattern: PlantedPattern;
  readonly group: string;
  readonly lookAlike: boolean;
  readonly camouflaged: boolean;
  /** Somebody else fills in the form, on the machine of an office. */
  readonly handled: boolean;
  readonly acts: readonly Act[];
  /** What holds after the acts `move`, in place of the rest. */
  readonly later?: Appearance & { readonly place?: number };
}
