/** A reason in words, for the applicant and for staff. */
export interface ReasonText {
  readonly en: string;
  readonly zh: string;
}

/** Reasons that policies give. A reason that names a factor is described by the factor itself. */
export const reasonCatalogue: Readonly<Record<string, ReasonText>> = {
  AGE_BELOW_MINIMUM: { en: 'applicant is below the minimum age', zh: '申请人未达到最低年龄' },
  AGE_ABOVE_MAXIMUM: { en: 'applicant is above the maximum age', zh: '申请人超过最高年龄' },
  NO_INCOME: { en: 'no regular income', zh: '无稳定收入' },
  DEBT_TOO_HIGH: { en: 'debt payments are too high for the income', zh: '负债相对收入过高' },
  DELINQUENT_ELSEWHERE: { en: 'serious delinquency at another lender', zh: '在其他机构有严重逾期' },
  DELINQUENT_WITH_US: { en: 'past due or written-off loan with us', zh: '在本机构有逾期或核销' },
  ON_BLACK_LIST: { en: 'a record of the applicant is on the block list', zh: '申请人信息命中黑名单' },
  OPEN_APPLICATION: { en: 'too many recent applications', zh: '近期申请过于频繁' },
  TOO_MANY_ENQUIRIES: { en: 'too many recent enquiries by lenders', zh: '近期征信查询过多' },
  DEVICE_SHARED: { en: 'the device was used for many applications', zh: '设备关联申请人过多' },
  DEVICE_UNTRUSTED: { en: 'the device could not be trusted', zh: '设备环境存在风险' },
  IDENTITY_UNVERIFIED: { en: 'the identity could not be verified', zh: '身份无法核实' },
  CREDIT_SCORE: { en: 'credit score below the cut-off', zh: '信用评分未达标准' },
  FRAUD_SCORE: { en: 'the application could not be verified', zh: '申请资料未能通过核验' },
  AMOUNT_OUT_OF_RANGE: { en: 'the amount is outside the product', zh: '申请金额超出产品范围' },
};

/** The words of a reason code, or of a factor through `describe`. */
export function reasonText(code: string, describe: (factor: string) => ReasonText | undefined): ReasonText {
  return reasonCatalogue[code] ?? describe(code) ?? { en: code, zh: code };
}
