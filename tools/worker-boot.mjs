// Teaches a worker thread started from sources to read TypeScript, then runs the file it was asked for.
import { register } from 'tsx/esm/api';

register();
await import(process.env.TALLY_WORKER);
