import { z } from '#base';
import { defineEvent } from '../kind.ts';
import { count, days, label, minor, reference, share } from './fields.ts';

export const sessionStarted = defineEvent({
  kind: 'session.started',
  version: 1,
  origin: 'outside',
  description: 'the app or site was opened on a device',
  schema: z.strictObject({
    deviceModel: label,
    os: z.enum(['android', 'ios', 'web']),
    rooted: z.boolean(),
    emulator: z.boolean(),
    proxy: z.boolean(),
    timezoneMatches: z.boolean(),
    localeMatches: z.boolean(),
    batteryPercent: z.int().min(0).max(100),
    charging: z.boolean(),
    installedApps: count,
    network: z.string().max(60).describe('address prefix of the network, such as 10.20.30.0/24'),
    cell: z.string().max(40).describe('map cell of about 300 m'),
    screens: count,
    durationS: z.int().min(0).max(86_400),
  }),
  personal: {},
});

export const contactsSynced = defineEvent({
  kind: 'contacts.synced',
  version: 1,
  origin: 'outside',
  description: 'the contact book was shared with consent',
  schema: z.strictObject({ contacts: z.array(z.string().min(1).max(200)).max(2000), total: count }),
  personal: { contacts: 'phone' },
});

export const phoneProfiled = defineEvent({
  kind: 'phone.profiled',
  version: 1,
  origin: 'outside',
  description: 'the carrier answered about a number',
  schema: z.strictObject({
    numberAgeDays: days,
    calls30d: count,
    distinctContacts30d: count,
    nightShare: share,
    incomingShare: share,
    topUp30dMinor: minor,
  }),
  personal: {},
});

export const bureauReported = defineEvent({
  kind: 'bureau.reported',
  version: 1,
  origin: 'outside',
  description: 'a credit bureau answered about a person',
  schema: z.strictObject({
    openLoans: count,
    outstandingMinor: minor,
    monthlyDebtMinor: minor,
    enquiries7d: count,
    enquiries30d: count,
    enquiries90d: count,
    lenders90d: count,
    worstDpd12m: days,
    delinquentLoans24m: count,
    cardUtilisation: z.number().min(0).max(10),
    historyMonths: count,
  }),
  personal: {},
});

export const lenderEnquired = defineEvent({
  kind: 'lender.enquired',
  version: 1,
  origin: 'outside',
  description: 'another lender asked about the person (shared industry feed)',
  schema: z.strictObject({ lender: reference, amountMinor: minor }),
  personal: {},
});

export const shopReported = defineEvent({
  kind: 'shop.reported',
  version: 1,
  origin: 'outside',
  description: 'a sales platform reported on a shop or small firm of the person',
  schema: z.strictObject({
    category: label,
    region: label,
    goods: count,
    orders30d: count,
    turnover30dMinor: minor,
    praiseRate: share,
    depositMinor: minor,
    ageMonths: count,
  }),
  personal: {},
});
