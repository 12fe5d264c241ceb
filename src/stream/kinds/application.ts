import { z } from '#base';
import { defineEvent } from '../kind.ts';
import { count, currency, label, minor, reference } from './fields.ts';

/** How the form was filled in. */
export const formBehaviourSchema = z.strictObject({
  durationS: z.int().min(0).max(86_400),
  edits: count,
  pastes: count,
  idleS: z.int().min(0).max(86_400),
  fieldsRevisited: count,
});

export const applicationDataSchema = z.strictObject({
  applicationId: reference,
  productId: reference,
  amountMinor: z.int().min(1).max(100_000_000_000),
  currency,
  termMonths: z.int().min(1).max(120),
  purpose: label,
  declaredIncomeMinor: minor.describe('per month'),
  employment: z.enum(['salaried', 'self_employed', 'shop_owner', 'gig', 'student', 'retired', 'unemployed']),
  employer: z.string().max(100).optional(),
  jobMonths: count,
  education: z.enum(['none', 'school', 'college', 'bachelor', 'postgraduate']),
  maritalStatus: z.enum(['single', 'married', 'divorced', 'widowed']),
  dependents: z.int().min(0).max(20),
  housing: z.enum(['own', 'mortgage', 'rent', 'family', 'dormitory']),
  age: z.int().min(0).max(130),
  sex: z.enum(['female', 'male', 'unknown']).describe('for the fairness report only; no factor reads it'),
  cell: z.string().max(40).describe('map cell of the address, about 300 m'),
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  fullName: z.string().min(1).max(200),
  address: z.string().min(1).max(500),
  form: formBehaviourSchema,
});

export const applicationSubmitted = defineEvent({
  kind: 'application.submitted',
  version: 1,
  origin: 'outside',
  description: 'a person asked for a loan',
  schema: applicationDataSchema,
  personal: { fullName: 'sealed', address: 'sealed', latitude: 'coarse', longitude: 'coarse' },
});

export const formFilled = defineEvent({
  kind: 'form.filled',
  version: 1,
  origin: 'outside',
  description: 'how the form of an application was typed, changed and left',
  schema: z.strictObject({
    applicationId: reference,
    typingMs: count.describe('median milliseconds between keys'),
    backspaces: count,
    firstAmountMinor: minor.describe('the amount first typed in'),
    amountChanges: count,
    termChanges: count,
    incomeEdits: count,
    termsS: z.int().min(0).max(86_400).describe('seconds on the terms of contract'),
    tabSwitches: count,
    longestPauseS: z.int().min(0).max(86_400),
    returns: count.describe('how often the form was left and taken up again'),
    autofilled: count.describe('fields filled by the browser'),
  }),
  personal: {},
});

export const applicationDecided = defineEvent({
  kind: 'application.decided',
  version: 1,
  origin: 'platform',
  description: 'a policy decided on an application',
  schema: z.strictObject({
    applicationId: reference,
    outcome: z.enum(['approved', 'declined', 'referred']),
    policyId: reference,
    policyVersion: z.int().min(1),
    arm: label,
    amountMinor: minor,
    termMonths: count,
    aprBps: z.int().min(0).max(100_000),
    reasons: z.array(label).max(8),
  }),
  personal: {},
});

export const offerAnswered = defineEvent({
  kind: 'offer.answered',
  version: 1,
  origin: 'outside',
  description: 'the applicant accepted or refused an offer',
  schema: z.strictObject({ applicationId: reference, accepted: z.boolean() }),
  personal: {},
});

export const fraudCleared = defineEvent({
  kind: 'fraud.cleared',
  version: 1,
  origin: 'outside',
  description: 'an investigation found that an application was honest',
  schema: z.strictObject({ applicationId: reference }),
  personal: {},
});

export const fraudConfirmed = defineEvent({
  kind: 'fraud.confirmed',
  version: 1,
  origin: 'outside',
  description: 'an investigation confirmed that an application was fraudulent',
  schema: z.strictObject({ applicationId: reference, form: label }),
  personal: {},
});
