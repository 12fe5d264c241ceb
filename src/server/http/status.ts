import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { MAIN_TENANT } from '../platform/open-platform.ts';
import type { ServerPorts } from './context.ts';

/** Health at /healthz and Prometheus metrics at /metrics; neither tells anything about people. */
export function registerStatus(app: FastifyInstance, ports: ServerPorts): void {
  app.get('/healthz', () => health(ports));
  const registry = metricsOf(app, ports);
  app.get('/metrics', async (_request, reply) => await reply.type(registry.contentType).send(await registry.metrics()));
}

function health({ market, platform, version }: ServerPorts) {
  const { day, progress, people, events, state } = market.view();
  const tenant = platform.tenant(MAIN_TENANT);
  const deployed = tenant.registry.list().filter(({ stage }) => stage === 'champion' || stage === 'challenger');
  return {
    status: 'ok',
    version,
    world: { day, progress, done: progress >= 1, people, events, state },
    models: deployed.map(({ modelId, purpose, stage, summary }) => ({
      id: modelId,
      purpose,
      stage,
      auc: summary.auc,
      ks: summary.ks,
    })),
  };
}

function metricsOf(app: FastifyInstance, ports: ServerPorts): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const gauge = (name: string, help: string, read: () => number): void => {
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  };
  const tenant = () => ports.platform.tenant(MAIN_TENANT);
  gauge('tally_event_log_offset', 'next offset of the event log', () => tenant().engine.offset);
  gauge('tally_open_loans', 'open loans', () => tenant().engine.ports.book.size);
  gauge('tally_factor_rows', 'rows of hot factor state', () => tenant().factors.stats().rows);
  gauge('tally_loop_delay_p99_ms', 'event loop delay, 99th percentile', () => delay.percentile(99) / 1e6);
  const duration = new Histogram({
    name: 'tally_http_request_seconds',
    help: 'duration of requests',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  });
  app.addHook('onResponse', (request, reply, done) => {
    const labels = {
      route: request.routeOptions.url ?? 'none',
      method: request.method,
      status: String(reply.statusCode),
    };
    duration.observe(labels, reply.elapsedTime / 1000);
    done();
  });
  return registry;
}
