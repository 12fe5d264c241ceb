import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBlock, encodeBlock } from './block.ts';
import { type LogEvent, identifierKinds } from './event.ts';

const time = fc.integer({ min: 0, max: 8_640_000_000_000_000 });
const event: fc.Arbitrary<LogEvent> = fc.record({
  tenant: fc.constant('t'),
  kind: fc.constantFrom('ad.shown', 'loan.settled'),
  version: fc.integer({ min: 1, max: 9 }),
  source: fc.constantFrom('app', 'world', 'vendor:bureau'),
  idempotencyKey: fc.string({ unit: 'grapheme' }),
  identifiers: fc.array(fc.record({ kind: fc.constantFrom(...identifierKinds), token: fc.string() }), { maxLength: 4 }),
  occurredAt: time,
  recordedAt: time,
  partitionKey: fc.string(),
  data: fc.dictionary(fc.string(), fc.jsonValue({ noUnicodeString: false })) as fc.Arbitrary<LogEvent['data']>,
});

describe('blocks', () => {
  it('give back every event with its place (seed 11)', () => {
    const property = fc.property(
      fc.array(event, { minLength: 1, maxLength: 30 }),
      fc.nat(1_000_000),
      (events, firstOffset) => {
        const decoded = decodeBlock(encodeBlock(events), { tenant: 't', partition: 2, firstOffset });
        // JSON has one zero; -0 comes back as 0.
        const expected = JSON.parse(JSON.stringify(events)) as LogEvent[];
        expect(decoded).toEqual(expected.map((one, i) => ({ ...one, partition: 2, offset: firstOffset + i })));
      },
    );
    fc.assert(property, { seed: 11, numRuns: 100 });
  });

  it('say which block is damaged', () => {
    expect(() => decodeBlock(Uint8Array.of(1, 2, 3), { tenant: 't', partition: 0, firstOffset: 70 })).toThrow(
      expect.objectContaining({ code: 'STREAM_BLOCK', message: expect.stringContaining('70') }),
    );
  });
});
