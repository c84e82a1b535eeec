// Loaded before a process's own code (`node --import`): it says at its end what CPU it took, in milliseconds.
import { writeSync } from "node:fs";

process.once("exit", () => {
  const { user, system } = process.cpuUsage();
  writeSync(process.stderr.fd, `CPU ${Math.round((user + system) / 1_000)}\n`);
});
