import type { FastifyInstance, FastifyReply } from 'fastify';
import { authorise, type Principal } from '../access/principal.ts';
import { readers } from '../api/index.ts';
import { readOverview } from '../handlers/overview.ts';
import type { RouteContext } from './register-route.ts';

const EVERY_MS = 2000;

/** Server-sent events of the overview: one reading every two seconds serves all who watch a tenant. */
export function registerLiveStream(app: FastifyInstance, { ports, principal }: RouteContext): void {
  const watchers = new Map<FastifyReply, Principal>();
  let timer: NodeJS.Timeout | undefined;
  let isReading = false;

  const send = async (): Promise<void> => {
    if (isReading) return;
    isReading = true;
    try {
      for (const tenant of new Set([...watchers.values()].map((watcher) => watcher.tenant))) {
        const text = `data: ${JSON.stringify(await readOverview(ports, ports.platform.tenant(tenant)))}\n\n`;
        for (const [reply, watcher] of watchers) if (watcher.tenant === tenant) reply.raw.write(text);
      }
    } finally {
      isReading = false;
    }
  };

  const leave = (reply: FastifyReply): void => {
    watchers.delete(reply);
    if (watchers.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };

  app.get('/v1/overview/stream', (request, reply) => {
    const watcher = authorise(principal(request), readers);
    reply.hijack();
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      connection: 'keep-alive',
      'x-accel-buffering': 'no',
    });
    watchers.set(reply, watcher);
    request.raw.on('close', () => leave(reply));
    timer ??= setInterval(() => void send().catch(() => undefined), EVERY_MS);
    void send().catch(() => undefined);
  });

  app.addHook('preClose', (done) => {
    clearInterval(timer);
    for (const reply of watchers.keys()) reply.raw.end();
    done();
  });
}
