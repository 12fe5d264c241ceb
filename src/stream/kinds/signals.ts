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

export const deviceProfiled = defineEvent({
  kind: 'device.profiled',
  version: 1,
  origin: 'outside',
  description: 'raw components of a device, read by the app with consent',
  schema: z.strictObject({
    screen: label.describe('pixels, such as 1080x2400'),
    gpu: label,
    fonts: label.describe('digest of the fonts and sounds of the system'),
    cpuCores: count,
    memoryMb: count,
    storageFreeMb: z.int().min(0).max(100_000_000),
    uptimeH: count,
    batteryCycles: count,
    clockOffsetS: z.int().min(-100_000_000).max(100_000_000).describe('device time less server time'),
    sensorNoise: z.number().min(0).max(1000).describe('movement seen by the accelerometer, m/s2'),
    carrier: label,
    simSlots: z.int().min(0).max(4),
    language: label,
    developerMode: z.boolean(),
    vpn: z.boolean(),
    hooked: z.boolean(),
    clonedApp: z.boolean(),
  }),
  personal: {},
});

export const locationObserved = defineEvent({
  kind: 'location.observed',
  version: 1,
  origin: 'outside',
  description: 'the app saw where a device is, with consent',
  schema: z.strictObject({
    place: z.enum(['home', 'work', 'other']),
    cell: z.string().max(40).describe('map cell of about 300 m'),
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    accuracyM: count,
    mock: z.boolean(),
    kmFromHome: z.number().min(0).max(25_000),
  }),
  personal: { latitude: 'coarse', longitude: 'coarse' },
});
