import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { connect, createServer, type AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { onTestFinished } from "vitest";

const isThere = spawnSync("redis-server", ["--version"]).status === 0;

/** Says why what needs Redis is skipped; undefined where it is not. In CI it must be there. */
export const redisMissing =
  isThere || process.env["CI"] !== undefined
    ? undefined
    : "redis-server is not on the PATH, so what needs it is skipped";

/** A Redis of a test's own. */
export interface TestRedis {
  readonly url: string;
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
}

/** Starts a Redis, which ends with the test. */
export async function startRedis(): Promise<TestRedis> {
  const port = await freePort();
  let child: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    child = spawn("redis-server", ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"], {
      stdio: "ignore",
    });
    for (let attempt = 0; attempt < 100; attempt++) {
      if (await answers(port)) return;
      await sleep(50);
    }
    throw new Error("redis-server does not answer.");
  };
  const stop = async (): Promise<void> => {
    const running = child;
    child = undefined;
    if (running === undefined || running.exitCode !== null) return;
    await new Promise((done) => {
      running.once("exit", done);
      running.kill("SIGKILL");
    });
  };
  await start();
  onTestFinished(stop);
  return { url: `redis://127.0.0.1:${port}`, start, stop };
}

function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      done(true);
    });
    socket.once("error", () => {
      done(false);
    });
  });
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        done(port);
      });
    });
  });
}
