import type { WireError } from '#base';

/** An error for a terminal: what happened, the code, what to do next. */
export function formatWireError({ code, message, hint, data }: WireError): string {
  const issues = Array.isArray(data['issues']) ? data['issues'] : [];
  const details = issues.slice(1).map((issue) => `  ${JSON.stringify(issue)}\n`);
  return `tally: ${message} [${code}]\n${details.join('')}${hint === '' ? '' : `  hint: ${hint}\n`}`;
}
