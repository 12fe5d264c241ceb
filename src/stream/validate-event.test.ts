import { describe, expect, it } from 'vitest';
import { validateEvent } from './validate-event.ts';

const event = {
  kind: 'ad.clicked',
  version: 1,
  source: 'app',
  idempotencyKey: 'k',
  identifiers: [{ kind: 'cookie', value: 'c' }],
  occurredAt: 1_767_225_600_000,
  data: { campaignId: 'c-1', channel: 'search', costMinor: 5 },
};

describe('validation of events', () => {
  it('accepts a known kind and fills in version and identifiers', () => {
    const { version: _version, identifiers: _identifiers, ...short } = event;
    expect(validateEvent(short)).toEqual({ ...event, identifiers: [] });
  });

  it.each([
    ['kind', { ...event, kind: 'ad.smelled' }],
    ['version', { ...event, version: 2 }],
    ['data.costMinor', { ...event, data: { ...event.data, costMinor: -1 } }],
    ['data', { ...event, data: { ...event.data, extra: 1 } }],
    ['identifiers.0.kind', { ...event, identifiers: [{ kind: 'shoe', value: '43' }] }],
    ['occurredAt', { ...event, occurredAt: 'yesterday' }],
    ['', { ...event, surprise: true }],
    ['', null],
  ])('names the path %s', (path, input) => {
    expect(() => validateEvent(input)).toThrow(
      expect.objectContaining({ code: 'STREAM_EVENT_INVALID', data: { issues: [expect.objectContaining({ path })] } }),
    );
  });

  it('lets only the platform emit its own kinds', () => {
    const merged = { ...event, kind: 'identity.merged', data: { from: 'a', into: 'b' } };
    expect(() => validateEvent(merged)).toThrow(expect.objectContaining({ code: 'STREAM_EVENT_INVALID' }));
    expect(validateEvent(merged, 'platform').kind).toBe('identity.merged');
  });
});
