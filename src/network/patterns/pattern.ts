/** The patterns of fraud that are looked for; `fraud.confirmed` names them so. */
export const fraudPatterns = [
  { pattern: 'device-farm', en: 'Device farm', zh: '设备农场' },
  { pattern: 'sim-farm', en: 'SIM farm', zh: '养卡' },
  { pattern: 'loan-village', en: 'Loan village', zh: '贷款村' },
  { pattern: 'agent-hub', en: 'Unlicensed agent', zh: '黑中介' },
  { pattern: 'recruited', en: 'Recruited people with blank files', zh: '背债白户' },
  { pattern: 'mule-cash-out', en: 'Cash-out over mules', zh: '骡子账户套现' },
  { pattern: 'guarantee-circle', en: 'Guarantee circle', zh: '互保圈' },
  { pattern: 'shell-firms', en: 'Shell firms', zh: '空壳公司' },
  { pattern: 'account-takeover', en: 'Account takeover', zh: '账户盗用' },
  { pattern: 'office-collusion', en: 'Sales-office collusion', zh: '门店内外勾结' },
  { pattern: 'bust-out', en: 'Bust-out', zh: '养信后集中套现' },
] as const;

export type FraudPattern = (typeof fraudPatterns)[number]['pattern'];

/** One reason of a finding. `weight` is in nats: how much likelier it is with the pattern than without. */
export interface PatternEvidence {
  /** Code of the reason; its words are in {@link evidenceWords}. */
  readonly what: string;
  readonly weight: number;
  readonly count: number;
  /** Ids that it rests on, as events name them; at most eight. */
  readonly with: readonly string[];
  /** When it was first and last seen, milliseconds. */
  readonly first: number;
  readonly last: number;
}

/** Something that shows a pattern. */
export interface PatternFinding {
  readonly entityKind: 'application' | 'company';
  readonly entity: string;
  readonly pattern: FraudPattern;
  /** Nats for the pattern against honest people who resemble it, its rarity counted: above 0 it is the likelier of the two. */
  readonly score: number;
  /** The newest fact that it rests on, milliseconds. */
  readonly at: number;
  /** The same for findings that belong together. */
  readonly group: string;
  readonly evidence: readonly PatternEvidence[];
}
