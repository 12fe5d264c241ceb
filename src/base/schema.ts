import { z } from 'zod';
import { TallyError } from './errors.ts';

/*
 * One schema language for API, configuration, events and factors: zod 4. Chosen over TypeBox because the inferred types
 * read like the schema, refinements carry their own message, and `z.toJSONSchema` gives OpenAPI 3.1 directly.
 */
export { z };

/** One thing that is wrong with an input: where, what, and the value that was given. */
export interface SchemaIssue {
  readonly path: string;
  readonly message: string;
}

export interface ParseOptions {
  /** What is being read, for the message: `body`, `event application.submitted`. */
  readonly what: string;
  readonly code?: string;
  readonly status?: number;
}

/**
 * Validates at a door.
 *
 * @throws TallyError `BASE_INPUT_INVALID` (or `options.code`) that lists every issue with its path.
 */
export function parse<T>(schema: z.ZodType<T>, input: unknown, options: ParseOptions): T {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const issues = result.error.issues.slice(0, 20).map(toIssue);
  const first = issues[0];
  const where = first && first.path !== '' ? ` at ${first.path}` : '';
  throw new TallyError(options.code ?? 'BASE_INPUT_INVALID', `${options.what} is invalid${where}: ${first?.message}`, {
    hint: 'correct the listed fields and send it again',
    data: { issues },
    status: options.status ?? 422,
  });
}

function toIssue(issue: z.core.$ZodIssue): SchemaIssue {
  return { path: issue.path.map(String).join('.'), message: issue.message };
}
