import { z } from '#base';

/* Field schemas that several kinds of event share. */

export const minor = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
export const count = z.int().min(0).max(1_000_000);
export const share = z.number().min(0).max(1);
export const days = z.int().min(0).max(100_000);
export const currency = z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code such as CNY');
export const reference = z.string().regex(/^[\w:.-]{1,100}$/, 'at most 100 letters, digits and _ : . -');
export const label = z.string().min(1).max(60);
