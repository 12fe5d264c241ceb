/** Codes of the field "Reason for Denial" of the Loan/Application Register (Regulation C, 12 CFR 1003.4(a)(16)). */
export const hmdaDenialReasons = {
  1: { en: 'Debt-to-income ratio', zh: '负债收入比' },
  2: { en: 'Employment history', zh: '工作经历' },
  3: { en: 'Credit history', zh: '信用记录' },
  4: { en: 'Collateral', zh: '抵押物' },
  5: { en: 'Insufficient cash (downpayment, closing costs)', zh: '现金不足(首付、过户费用)' },
  6: { en: 'Unverifiable information', zh: '信息无法核实' },
  7: { en: 'Credit application incomplete', zh: '申请资料不完整' },
  8: { en: 'Mortgage insurance denied', zh: '按揭保险被拒' },
  9: { en: 'Other', zh: '其他' },
  10: { en: 'Not applicable', zh: '不适用' },
} as const;

/** A denial reason that a rejected application may carry; 10 is for applications that were not denied. */
export type HmdaDenialCode = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

/** The reasons of one application as they are reported. */
export interface HmdaReasons {
  /** In the order of the four fields; blanks left out. */
  readonly codes: readonly number[];
  /** The free text that goes with code 9. */
  readonly otherText?: string;
  /** Code of "Action Taken": 3 and 7 are denials. Without it, rules about it are not checked. */
  readonly actionTaken?: number;
}

/** A rule of the register that reported reasons break. */
export interface HmdaViolation {
  /** Number of the edit in the filing instructions. */
  readonly edit: 'V669' | 'V670' | 'V671';
  readonly message: string;
}

/** Exempt from reporting (partial exemption of small lenders). */
const EXEMPT = 1111;

/**
 * Checks reasons against the edits V669 (one to four codes from 1 to 9, each once, or 10 or 1111 alone), V670 (a
 * denial has a reason, anything else is 10) and V671 (code 9 has a text, and only code 9). Empty when all is well.
 *
 * @example
 * checkHmdaReasons({ codes: [3, 3], actionTaken: 3 }); // [{ edit: 'V669', ... }]
 */
export function checkHmdaReasons({ codes, otherText, actionTaken }: HmdaReasons): HmdaViolation[] {
  const found: HmdaViolation[] = [];
  const report = (edit: HmdaViolation['edit'], message: string): number => found.push({ edit, message });
  if (codes.length === 0) report('V669', 'there is no reason: the first field must not be blank');
  if (codes.length > 4) report('V669', `there are ${codes.length} reasons, and four fields`);
  for (const code of new Set(codes)) {
    const isAlone = code === 10 || code === EXEMPT;
    if (!isAlone && !(Number.isInteger(code) && code >= 1 && code <= 9)) report('V669', `${code} is no reason`);
    if (isAlone && codes.length > 1) report('V669', `${code} stands alone, and there are ${codes.length} reasons`);
    if (codes.filter((other) => other === code).length > 1) report('V669', `reason ${code} is given more than once`);
  }
  const isDenied = actionTaken === 3 || actionTaken === 7;
  if (isDenied && codes[0] === 10) report('V670', `action ${actionTaken} is a denial, and its reason is 10`);
  if (actionTaken !== undefined && !isDenied && codes[0] !== 10 && codes[0] !== EXEMPT) {
    report('V670', `action ${actionTaken} is no denial, and its reason is ${codes[0] ?? 'blank'} instead of 10`);
  }
  const hasText = otherText !== undefined && otherText.trim() !== '';
  if (codes.includes(9) && !hasText) report('V671', 'reason 9 (other) has no text');
  if (!codes.includes(9) && hasText) report('V671', 'there is a text for other reasons without reason 9');
  return found;
}
