import { moneySchema, z } from '#base';

export { moneySchema };

/** ISO 8601 instant in UTC. */
export const instant = z.string().describe('ISO 8601 instant, UTC');
export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .describe('civil date YYYY-MM-DD');
export const idParams = z.object({ id: z.string().min(1).max(120) });
export const probability = z.number().min(0).max(1);

/** Text in both languages of the console. */
export const words = z.object({ en: z.string(), zh: z.string() });

/** A reason or factor with its words. */
export const namedWords = z.object({ code: z.string(), text: words });

/** Cursor pagination: pass `next` back as `cursor` until it is null. */
export const pageQuery = z.object({
  cursor: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export function page<T>(item: z.ZodType<T>) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

/** RFC 9457 problem details with our code. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  hint: z.string(),
  data: z.record(z.string(), z.unknown()).optional(),
});
