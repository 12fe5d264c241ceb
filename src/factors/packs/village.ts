import type { FactorAggregate, FactorDefinition, NeighbourFactor } from '../definition.ts';
import { derived, factor, overContacts, overListers, perWindow, type FactorOptions, type Words } from '../build.ts';

const APPLIED = 'application.submitted';
const LISTERS_DAYS = 45;

interface CircleSpec extends FactorOptions {
  readonly from: string;
  readonly take: FactorAggregate;
  readonly combine: NeighbourFactor['combine'];
}

/* Who lists him is what an applicant cannot dress up: his own form, phone and address can be coached or borrowed. */
const listers = (name: string, words: Words, spec: CircleSpec): FactorDefinition =>
  overListers(`circle.${name}`, words, { listersDays: LISTERS_DAYS, ...spec });

const listersLast = (name: string, words: Words, { from, field }: { from: string; field: string }): FactorDefinition =>
  listers(name, words, { from, field, take: 'last', combine: 'mean_known' });

const contactsLast = (name: string, words: Words, { from, field }: { from: string; field: string }): FactorDefinition =>
  overContacts(`circle.${name}`, words, { from, field, take: 'last', combine: 'mean_known' });

const cell = (name: string, words: Words, spec: FactorOptions & { from?: string; take: FactorAggregate }) =>
  factor(`cell.${name}`, words, { from: APPLIED, entity: 'cell', consent: 'location', ...spec });

/** The people who lately shared a contact book with the applicant in it: how many, how new, how they behaved. */
const circle: readonly FactorDefinition[] = [
  listers('listers', ['people who lately listed the applicant', '近期将本人存入通讯录的人数'], {
    from: APPLIED,
    take: 'count',
    combine: 'count',
  }),
  listers('listers_applied_14d', ['listers who applied in 14 days', '14天内申请的存入者人数'], {
    from: APPLIED,
    take: 'count',
    days: 14,
    combine: 'positive',
  }),
  listers('listers_new', ['share of listers who registered in 45 days', '45天内注册的存入者占比'], {
    from: 'account.registered',
    take: 'count',
    days: LISTERS_DAYS,
    combine: 'share_positive',
  }),
  listers('listers_paid', ['share of listers who ever paid', '有还款记录的存入者占比'], {
    from: 'payment.received',
    take: 'count',
    combine: 'share_positive',
  }),
  listers('listers_late', ['listers who fell past due', '逾期的存入者人数'], {
    from: 'loan.delinquent',
    take: 'count',
    combine: 'positive',
  }),
  listers('listers_coached', ['listers who paused long in their forms', '填表长时间停顿的存入者人数'], {
    from: APPLIED,
    take: 'count',
    days: LISTERS_DAYS,
    where: { path: 'form.idleS', op: '>=', value: 90 },
    combine: 'positive',
  }),
  listers('listers_called_up', ['listers whom others mostly call', '来电为主的存入者人数'], {
    from: 'phone.profiled',
    take: 'count',
    days: LISTERS_DAYS,
    where: { path: 'incomingShare', op: '>=', value: 0.6 },
    combine: 'positive',
  }),
  listersLast('listers_form_idle', ['mean idle seconds in the forms of listers', '存入者平均填表停顿秒数'], {
    from: APPLIED,
    field: 'form.idleS',
  }),
  listersLast('listers_form_duration', ['mean seconds on the forms of listers', '存入者平均填表秒数'], {
    from: APPLIED,
    field: 'form.durationS',
  }),
  listersLast('listers_form_pastes', ['mean pasted fields of listers', '存入者平均粘贴次数'], {
    from: APPLIED,
    field: 'form.pastes',
  }),
  listersLast('listers_amount', ['mean amount that listers ask for', '存入者平均申请金额'], {
    from: APPLIED,
    field: 'amountMinor',
  }),
  listersLast('listers_incoming_share', ['mean share of incoming calls of listers', '存入者平均来电占比'], {
    from: 'phone.profiled',
    field: 'incomingShare',
  }),
  listersLast('listers_people_called', ['mean people called by listers in 30 days', '存入者30天平均通话人数'], {
    from: 'phone.profiled',
    field: 'distinctContacts30d',
  }),
  contactsLast('contacts_form_idle', ['mean idle seconds in the forms of contacts', '联系人平均填表停顿秒数'], {
    from: APPLIED,
    field: 'form.idleS',
  }),
  contactsLast('contacts_incoming_share', ['mean share of incoming calls of contacts', '联系人平均来电占比'], {
    from: 'phone.profiled',
    field: 'incomingShare',
  }),
  derived('circle.listers_recent_share', ['share of listers who came lately', '近期存入者占比'], {
    op: 'ratio',
    left: 'circle.listers',
    right: 'contacts.listed_by',
  }),
  derived('circle.amount_to_listers', ['amount asked for over that of listers', '申请金额与存入者之比'], {
    op: 'ratio',
    left: 'application.amount',
    right: 'circle.listers_amount',
  }),
];

/** A map cell against its own history and population. */
const burst: readonly FactorDefinition[] = [
  ...perWindow([14, 365], (days, suffix) =>
    cell(`people_${suffix}`, [`applicants of the map cell in ${days} days`, `同网格${days}天申请人数`], {
      take: 'distinct',
      field: '@national_id',
      days,
    }),
  ),
  cell('people_seen_365d', ['people seen in the map cell in a year', '同网格一年出现人数'], {
    from: 'session.started',
    take: 'distinct',
    field: '@person',
    days: 365,
  }),
  cell('age_days', ['days since the map cell was first seen', '网格首次出现天数'], {
    from: 'session.started',
    take: 'days_since_first',
  }),
  cell('form_idle_45d', ['mean idle seconds in the forms of the map cell', '同网格平均填表停顿秒数'], {
    take: 'mean',
    field: 'form.idleS',
    days: 45,
  }),
  cell('form_pastes_45d', ['mean pasted fields of the map cell', '同网格平均粘贴次数'], {
    take: 'mean',
    field: 'form.pastes',
    days: 45,
  }),
  cell('amount_45d', ['mean amount asked for in the map cell', '同网格平均申请金额'], {
    take: 'mean',
    field: 'amountMinor',
    days: 45,
  }),
  cell('networks_45d', ['networks in the map cell', '同网格网络数'], {
    from: 'session.started',
    take: 'distinct',
    field: 'network',
    days: 45,
  }),
  derived('cell.burst', ['applicants of 30 days over those of a year', '同网格30天申请人数占全年比'], {
    op: 'ratio',
    left: 'velocity.cell_people_30d',
    right: 'cell.people_365d',
  }),
  derived('cell.applied_share', ['applicants of 30 days over people seen in a year', '同网格申请人数占出现人数比'], {
    op: 'ratio',
    left: 'velocity.cell_people_30d',
    right: 'cell.people_seen_365d',
  }),
  derived('cell.amount_to_cell', ['amount asked for over that of the map cell', '申请金额与同网格之比'], {
    op: 'ratio',
    left: 'application.amount',
    right: 'cell.amount_45d',
  }),
];

/** What tells a recruited circle from a village at harvest: a sudden crowd of strangers to us who list one another. */
export const villagePack: readonly FactorDefinition[] = [...circle, ...burst];
