import { workerData } from 'node:worker_threads';
import { serveCrew, type CrewMember } from './crew.ts';
import { operationsOf } from './wasm-operations.ts';

/* A thread that takes its share of the parts of the kernels' operations. */
const member = workerData as CrewMember;
serveCrew(member, operationsOf(member));
