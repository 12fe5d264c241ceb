export type { LinkEvent } from './link-event.ts';
