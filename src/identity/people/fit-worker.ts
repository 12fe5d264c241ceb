import { parentPort, workerData } from 'node:worker_threads';
import { fitValueModels, type CustomerSample } from './value-models.ts';

parentPort?.postMessage(fitValueModels(workerData as CustomerSample));
