import type { DataProfile } from '../auto/profile.ts';
import { percent, section, tableHtml, type Section } from './page.ts';

/** What is known of the columns before any model. */
export function profile(data: DataProfile | null): Section | undefined {
  if (data === null) return undefined;
  const rows = [...data.columns]
    .sort((a, b) => b.auc - a.auc)
    .slice(0, 100)
    .map((c) => [c.name, c.kind, percent(c.missing), c.distinct, c.min, c.median, c.max, c.auc, c.drift]);
  return section(
    'profile',
    ['Profile of the data', '数据概况'],
    `<p class="soft">${data.rows} rows, ${data.duplicates} repeated; ${data.ignored.length} columns left out.</p>${tableHtml(['column', 'kind', 'missing', 'distinct', 'least', 'median', 'most', 'AUC alone', 'drift (PSI)'], rows)}`,
  );
}
