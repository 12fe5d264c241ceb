import type { ModelReport } from '../../api/contract.ts';

export interface ReportProps {
  readonly report: ModelReport;
}
