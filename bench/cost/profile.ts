import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { BenchProcess } from "../processes/process.ts";
import type { Stage } from "../processes/stage.ts";

/** Takes CPU profiles of the bot and of the bare stream while both answer, and prints what took most. */
export async function profileBoth(
  stage: Stage,
  bare: BenchProcess,
  folder: string,
  act: () => Promise<unknown>,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const measured = { hippo: stage.hippo, bare };
  for (const { remote } of Object.values(measured)) await remote.call("startProfile");
  await act();
  for (const [name, { remote }] of Object.entries(measured)) {
    const file = resolve(join(folder, `${name}.cpuprofile`));
    const top = await remote.call<string[]>("stopProfile", file);
    console.log(`${file}\n${top.join("\n")}\n`);
  }
}
