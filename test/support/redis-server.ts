import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Whether this machine has a redis-server. */
export const hasRedis = isInstalled();

/** A real redis-server on a free port, in a folder of its own. */
export interface RedisServer {
  readonly url: string;
  /** Lets it answer nothing, or again. */
  readonly pause: () => void;
  readonly resume: () => void;
  /** Ends the server without a farewell. */
  readonly kill: () => Promise<void>;
  /** Starts it anew on the same port, with what it had. */
  readonly restart: () => Promise<void>;
  /** Ends it, and what it had. */
  readonly end: () => Promise<void>;
}

/** Starts one. */
export async function startRedisServer(): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), "hippo-redis-"));
  const port = await freePort();
  let server = await start(folder, port);
  const kill = async () => {
    const ended = new Promise((resolve) => server.once("close", resolve));
    if (server.exitCode === null && server.signalCode === null) {
      server.kill("SIGKILL");
      await ended;
    }
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    pause: () => void server.kill("SIGSTOP"),
    resume: () => void server.kill("SIGCONT"),
    kill,
    restart: async () => {
      server = await start(folder, port);
    },
    end: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function start(folder: string, port: number) {
  const options = ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder];
  // Every write is in the file before it is answered: by default one may wait up to 2 s for a slow disk to be in sync.
  const keeping = ["--save", "", "--appendonly", "yes", "--appendfsync", "no"];
  const server = spawn("redis-server", [...options, ...keeping]);
  await new Promise<void>((resolve, reject) => {
    let said = "";
    server.stdout.on("data", (text: Buffer) => {
      said += text.toString();
      if (said.includes("Ready to accept connections")) resolve();
    });
    server.once("close", () => {
      reject(new Error(said));
    });
  });
  return server;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function isInstalled(): boolean {
  try {
    execFileSync("redis-server", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
