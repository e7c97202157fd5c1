import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What is counted, for Prometheus. Labels hold patterns and codes, never what anybody asked for. */
export interface Metrics {
  request(method: string, route: string, status: number, seconds: number): void;
  /** A counter of a feature's own, made at its first use. */
  count(name: string, help: string, labels?: Readonly<Record<string, string>>, amount?: number): void;
  /** The text that /metrics answers, in the Prometheus format. */
  text(): Promise<string>;
}

/** Metrics of one window; each has a registry of its own, so that several can live in one process. */
export function createMetrics(revision: () => number): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'jendela_' });
  const requests = new Histogram({
    name: 'jendela_http_request_seconds',
    help: 'Duration of requests by route pattern and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2],
    registers: [registry],
  });
  new Gauge({
    name: 'jendela_content_revision',
    help: 'Revision of the content this window shows',
    registers: [registry],
    collect() {
      this.set(revision());
    },
  });
  const counters = new Map<string, Counter<string>>();

  return {
    request(method, route, status, seconds) {
      requests.labels(method, route, String(status)).observe(seconds);
    },
    count(name, help, labels = {}, amount = 1) {
      let counter = counters.get(name);
      if (!counter) {
        counter = new Counter({ name, help, labelNames: Object.keys(labels), registers: [registry] });
        counters.set(name, counter);
      }
      counter.inc(labels, amount);
    },
    text: () => registry.metrics(),
  };
}
