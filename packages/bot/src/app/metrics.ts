import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

/** What Prometheus is told. No label holds anything that people can choose, so that there are only so many of them. */
export interface AppMetrics {
  readonly registry: Registry;
  readonly webhook: (event: string, result: string) => void;
  readonly job: (kind: string, outcome: string, seconds: number) => void;
  readonly running: (change: 1 | -1) => void;
  readonly githubRequest: (status: number, remaining: number | undefined) => void;
  readonly baseScan: (isKnown: boolean) => void;
  readonly clone: (result: string) => void;
}

/** Makes the metrics of one App. */
export function createMetrics(queueLength: () => Promise<number>): AppMetrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const webhooks = new Counter({
    name: "lintel_bot_webhooks_total",
    help: "Webhooks by event and by what became of them.",
    labelNames: ["event", "result"],
    registers,
  });
  const jobs = new Counter({
    name: "lintel_bot_jobs_total",
    help: "Jobs by kind and outcome.",
    labelNames: ["kind", "outcome"],
    registers,
  });
  const seconds = new Histogram({
    name: "lintel_bot_job_seconds",
    help: "How long jobs took.",
    labelNames: ["kind", "outcome"],
    buckets: [0.5, 1, 2, 5, 10, 20, 60, 120, 300, 600],
    registers,
  });
  const running = new Gauge({ name: "lintel_bot_jobs_running", help: "Jobs that are being done here.", registers });
  const remaining = new Gauge({
    name: "lintel_bot_github_rate_limit_remaining",
    help: "What GitHub said last of how many requests are left.",
    registers,
  });
  const requests = new Counter({
    name: "lintel_bot_github_requests_total",
    help: "Requests to GitHub by status.",
    labelNames: ["status"],
    registers,
  });
  const bases = new Counter({
    name: "lintel_bot_base_scans_total",
    help: "Scans of bases, by whether what they find was known already.",
    labelNames: ["result"],
    registers,
  });
  const clones = new Counter({
    name: "lintel_bot_clones_total",
    help: "Clones by what was done with them.",
    labelNames: ["result"],
    registers,
  });
  new Gauge({
    name: "lintel_bot_queue_length",
    help: "Jobs that wait, also for another attempt.",
    registers,
    async collect() {
      this.set(await queueLength().catch(() => NaN));
    },
  });
  return {
    registry,
    webhook: (event, result) => {
      webhooks.inc({ event, result });
    },
    job: (kind, outcome, duration) => {
      jobs.inc({ kind, outcome });
      seconds.observe({ kind, outcome }, duration);
    },
    running: (change) => {
      running.inc(change);
    },
    githubRequest: (status, left) => {
      requests.inc({ status: String(status) });
      if (left !== undefined) remaining.set(left);
    },
    baseScan: (isKnown) => {
      bases.inc({ result: isKnown ? "hit" : "miss" });
    },
    clone: (result) => {
      clones.inc({ result });
    },
  };
}
