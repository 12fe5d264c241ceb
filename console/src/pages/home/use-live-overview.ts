import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { endpoints, type Overview } from '../../api/contract.ts';
import { useRead } from '../../api/hooks.ts';

/** The overview, kept fresh by the server's events; the browser reconnects by itself when they break off. */
export function useLiveOverview() {
  const client = useQueryClient();
  const [isLive, setLive] = useState(false);
  const { path } = endpoints.overview;
  useEffect(() => {
    const source = new EventSource(`${path}/stream`);
    source.addEventListener('open', () => setLive(true));
    source.addEventListener('error', () => setLive(false));
    source.addEventListener('message', ({ data }: MessageEvent<string>) => {
      client.setQueryData([path, path], JSON.parse(data) as Overview);
    });
    return () => source.close();
  }, [client, path]);
  return { query: useRead(endpoints.overview, {}, { everyMs: isLive ? 0 : 5000 }), isLive };
}
