import { STYLE } from './style.ts';
import { escapeText, plotSvg, type Plot } from './svg.ts';

/** A part of a page with its titles. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly chinese: string;
  readonly body: string;
}

/** A section by its id, its titles and its HTML. */
export function section(id: string, [title, chinese]: readonly [string, string], body: string): Section {
  return { id, title, chinese, body };
}

/** One self-contained page: no script, no request. */
export function pageHtml(page: {
  readonly title: string;
  readonly chinese: string;
  readonly intro: string;
  readonly sections: readonly Section[];
}): string {
  const links = page.sections.map(({ id, title }) => `<a href="#${id}">${escapeText(title)}</a>`).join('');
  const body = page.sections
    .map(
      ({ id, title, chinese, body: text }) =>
        `<section id="${id}"><h2>${escapeText(title)}<small lang="zh">${chinese}</small></h2>${text}</section>`,
    )
    .join('\n');
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><title>${escapeText(page.title)}</title><style>${STYLE}</style></head>
<body><main><h1>${escapeText(page.title)}<small lang="zh">${page.chinese}</small></h1>${page.intro}<nav>${links}</nav>
${body}
</main></body></html>
`;
}

/** Plots side by side. */
export function plotsHtml(plots: readonly (Plot & { readonly chinese?: string })[]): string {
  const figures = plots.map(
    (plot) =>
      `<div class="plot"><h3>${escapeText(plot.title)}${plot.chinese === undefined ? '' : `<small lang="zh">${plot.chinese}</small>`}</h3>${plotSvg(plot)}</div>`,
  );
  return `<div class="plots">${figures.join('\n')}</div>`;
}

/** A cell: text is set to the left when `isText`. */
export type Cell = string | number | null;

/** A table that scrolls sideways on a phone. */
export function tableHtml(
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
  strong: readonly number[] = [],
): string {
  const textColumns = new Set(
    head.flatMap((_, c) => (c > 0 && rows.some((row) => typeof row[c] === 'string' && row[c].length > 14) ? [c] : [])),
  );
  const cell = (value: Cell | undefined, c: number): string =>
    `<td${textColumns.has(c) ? ' class="text"' : ''}>${value === null || value === undefined ? '–' : escapeText(typeof value === 'number' ? number(value) : value)}</td>`;
  const lines = rows.map(
    (row, r) => `<tr${strong.includes(r) ? ' class="strong"' : ''}>${row.map(cell).join('')}</tr>`,
  );
  const heads = head
    .map((name, c) => `<th${textColumns.has(c) ? ' class="text"' : ''}>${escapeText(name)}</th>`)
    .join('');
  return `<div class="scroll"><table><thead><tr>${heads}</tr></thead><tbody>${lines.join('\n')}</tbody></table></div>`;
}

/** Warnings, or nothing. */
export function warningsHtml(warnings: readonly string[]): string {
  return warnings.length === 0
    ? ''
    : `<ul class="warnings">${warnings.map((text) => `<li>${escapeText(text)}</li>`).join('')}</ul>`;
}

/** Large numbers with a name below. */
export function tilesHtml(tiles: readonly (readonly [string, string])[]): string {
  return `<div class="tiles">${tiles.map(([name, value]) => `<div class="tile"><b>${escapeText(value)}</b><span>${escapeText(name)}</span></div>`).join('')}</div>`;
}

/** A number with as many digits as it deserves. */
export function number(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return Math.abs(value) >= 1000 ? value.toFixed(0) : Math.abs(value) >= 10 ? value.toFixed(2) : value.toFixed(4);
}

/** A share in percent. */
export function percent(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}
