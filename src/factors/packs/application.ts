import type { FactorDefinition } from '../definition.ts';
import { derived, factor, type Words } from '../build.ts';
import type { FactorField } from '../definition.ts';

const FROM = 'application.submitted';

const asked = (name: string, words: Words, field: string | FactorField): FactorDefinition =>
  factor(`application.${name}`, words, { from: FROM, take: 'last', field });

/** What the applicant asks for and says of himself, and how he filled in the form. */
export const applicationPack: readonly FactorDefinition[] = [
  asked('amount', ['amount asked for', '申请金额'], 'amountMinor'),
  asked('term', ['term asked for, months', '申请期数'], 'termMonths'),
  asked('declared_income', ['declared monthly income', '申报月收入'], 'declaredIncomeMinor'),
  asked('job_months', ['months in the present job', '现职月数'], 'jobMonths'),
  asked('dependents', ['dependents', '受抚养人数'], 'dependents'),
  asked('age', ['age in years', '年龄'], 'age'),
  asked('employment', ['kind of employment', '就业类型'], {
    path: 'employment',
    codes: ['unemployed', 'student', 'gig', 'self_employed', 'shop_owner', 'salaried', 'retired'],
  }),
  asked('education', ['education', '学历'], {
    path: 'education',
    codes: ['none', 'school', 'college', 'bachelor', 'postgraduate'],
  }),
  {
    ...asked('marital_status', ['marital status', '婚姻状况'], {
      path: 'maritalStatus',
      codes: ['single', 'married', 'divorced', 'widowed'],
    }),
    // Lending laws of several countries forbid it in decisions (US: 12 CFR 1002.5), so no decision is served with it.
    purposes: ['servicing'],
  },
  asked('housing', ['housing', '住房情况'], {
    path: 'housing',
    codes: ['dormitory', 'rent', 'family', 'mortgage', 'own'],
  }),
  asked('hour', ['hour of day of the application', '申请时刻'], '@hour'),
  asked('form_duration_s', ['seconds spent on the form', '填表秒数'], 'form.durationS'),
  asked('form_edits', ['corrections in the form', '填表修改次数'], 'form.edits'),
  asked('form_pastes', ['pasted fields', '粘贴次数'], 'form.pastes'),
  asked('form_idle_s', ['idle seconds in the form', '填表停顿秒数'], 'form.idleS'),
  asked('form_fields_revisited', ['fields visited again', '重复填写的字段数'], 'form.fieldsRevisited'),
  derived('application.amount_to_income', ['amount over monthly income', '金额收入比'], {
    op: 'ratio',
    left: 'application.amount',
    right: 'application.declared_income',
  }),
  derived('application.instalment', ['principal per instalment', '每期本金'], {
    op: 'ratio',
    left: 'application.amount',
    right: 'application.term',
  }),
  derived('application.instalment_to_income', ['instalment over income', '每期还款收入比'], {
    op: 'ratio',
    left: 'application.instalment',
    right: 'application.declared_income',
  }),
  factor('application.amount_mean', ['mean amount asked for so far', '历史平均申请金额'], {
    from: FROM,
    take: 'mean',
    field: 'amountMinor',
  }),
  factor('application.income_min', ['lowest income ever declared', '历史最低申报收入'], {
    from: FROM,
    take: 'min',
    field: 'declaredIncomeMinor',
  }),
  derived('application.income_stretch', ['declared income over the lowest declared before', '收入夸大倍数'], {
    op: 'ratio',
    left: 'application.declared_income',
    right: 'application.income_min',
  }),
];
