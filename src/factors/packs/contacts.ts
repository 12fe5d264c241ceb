import type { FactorDefinition } from '../definition.ts';
import { factor, overContacts, type Words } from '../build.ts';

const profile = (name: string, words: Words, field: string): FactorDefinition =>
  factor(`phone.${name}`, words, { from: 'phone.profiled', entity: 'phone', take: 'last', field });

const BOOK = 'contacts.synced';

/** The number, the contact book, and who else has this number in theirs: what tells a person from a cultivated number. */
export const contactsPack: readonly FactorDefinition[] = [
  profile('age_days', ['age of the number, days', '号码入网天数'], 'numberAgeDays'),
  profile('calls_30d', ['calls in 30 days', '30天通话次数'], 'calls30d'),
  profile('distinct_contacts_30d', ['people called in 30 days', '30天通话人数'], 'distinctContacts30d'),
  profile('night_share', ['share of calls at night', '夜间通话占比'], 'nightShare'),
  profile('incoming_share', ['share of incoming calls', '来电占比'], 'incomingShare'),
  profile('top_up_30d', ['top-up in 30 days', '30天充值'], 'topUp30dMinor'),
  factor('contacts.total', ['entries of the contact book', '通讯录条数'], {
    from: BOOK,
    take: 'last',
    field: 'total',
    consent: 'contacts',
  }),
  factor('contacts.days_since_sync', ['days since the contact book was shared', '通讯录同步距今天数'], {
    from: BOOK,
    take: 'days_since_last',
    consent: 'contacts',
  }),
  factor('contacts.listed_by', ['people who have this number in their contact book', '被多少人存入通讯录'], {
    from: BOOK,
    entity: 'listed_phone',
    take: 'distinct',
    field: '@person',
  }),
  overContacts('contacts.applicants', ['contacts who ever applied', '通讯录中申请人数'], {
    from: 'application.submitted',
    take: 'count',
    combine: 'positive',
  }),
  overContacts('contacts.applicants_30d', ['contacts who applied in 30 days', '通讯录30天申请人数'], {
    from: 'application.submitted',
    take: 'count',
    days: 30,
    combine: 'positive',
  }),
  overContacts('contacts.delinquent', ['contacts who were 30 days past due', '通讯录中逾期人数'], {
    from: 'loan.delinquent',
    take: 'count',
    where: { path: 'dpd', op: '>=', value: 30 },
    combine: 'positive',
  }),
  overContacts('contacts.settled', ['contacts who repaid a loan in full', '通讯录中结清人数'], {
    from: 'loan.settled',
    take: 'count',
    combine: 'positive',
  }),
  overContacts('contacts.declined', ['contacts who were declined', '通讯录中被拒人数'], {
    from: 'application.decided',
    take: 'count',
    where: { path: 'outcome', op: '=', value: 'declined' },
    combine: 'positive',
  }),
  overContacts('contacts.fame_mean', ['mean number of books that list the contacts', '联系人平均被存次数'], {
    from: BOOK,
    entity: 'listed_phone',
    take: 'distinct',
    field: '@person',
    combine: 'mean',
  }),
  overContacts('contacts.fame_max', ['most books that list one of the contacts', '联系人最大被存次数'], {
    from: BOOK,
    entity: 'listed_phone',
    take: 'distinct',
    field: '@person',
    combine: 'max',
  }),
];
