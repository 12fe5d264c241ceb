import type { Words } from '../../api/contract.ts';

/** Reasons that the rules of a policy give; reasons that are factors are too many for a list. */
export const reasonCodes: readonly { readonly code: string; readonly text: Words }[] = [
  ['CREDIT_SCORE', 'credit score below the cut-off', '信用评分未达标准'],
  ['FRAUD_SCORE', 'the application could not be verified', '申请资料未能通过核验'],
  ['DEBT_TOO_HIGH', 'debt too high for the income', '负债相对收入过高'],
  ['NO_INCOME', 'no regular income', '无稳定收入'],
  ['DELINQUENT_ELSEWHERE', 'delinquent at another lender', '在其他机构有严重逾期'],
  ['ON_BLACK_LIST', 'on the block list', '命中黑名单'],
  ['DELINQUENT_WITH_US', 'past due or written-off with us', '在本机构有逾期或核销'],
  ['OPEN_APPLICATION', 'too many recent applications', '近期申请过于频繁'],
  ['TOO_MANY_ENQUIRIES', 'too many recent enquiries', '近期征信查询过多'],
  ['DEVICE_SHARED', 'device used for many applications', '设备关联申请人过多'],
  ['DEVICE_UNTRUSTED', 'device could not be trusted', '设备环境存在风险'],
  ['IDENTITY_UNVERIFIED', 'identity could not be verified', '身份无法核实'],
  ['AGE_BELOW_MINIMUM', 'below the minimum age', '申请人未达到最低年龄'],
  ['AGE_ABOVE_MAXIMUM', 'above the maximum age', '申请人超过最高年龄'],
].map(([code = '', en = '', zh = '']) => ({ code, text: { en, zh } }));
