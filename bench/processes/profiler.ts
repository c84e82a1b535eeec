import { writeFile } from "node:fs/promises";
import { Session, type Profiler as Cpu } from "node:inspector/promises";

/** Takes CPU profiles of this process, of which Chrome's developer tools and editors show flame charts. */
export class Profiler {
  #session: Session | undefined;

  async start(): Promise<void> {
    this.#session = new Session();
    this.#session.connect();
    await this.#session.post("Profiler.enable");
    await this.#session.post("Profiler.start");
  }

  /** Ends the profile, writes it to a file, and tells the functions in which most time was spent. */
  async stop(file: string): Promise<readonly string[]> {
    const { profile } = await this.#session!.post("Profiler.stop");
    this.#session!.disconnect();
    await writeFile(file, JSON.stringify(profile));
    return topOf(profile);
  }
}

const TOP = 12;

/** Nothing being done, and what taking the profile itself does. */
const UNCOUNTED = ["(idle)", "dispatch"];

/** The functions that used most, with their share in percent of what was used. */
function topOf({ nodes, samples = [], timeDeltas = [] }: Cpu.Profile): string[] {
  const names = new Map(
    nodes.map(({ id, callFrame: { functionName, url } }) => [id, nameOf(functionName, url)]),
  );
  const spent = new Map<string, number>();
  for (const [index, id] of samples.entries()) {
    const name = names.get(id) ?? "";
    if (!UNCOUNTED.includes(name)) spent.set(name, (spent.get(name) ?? 0) + (timeDeltas[index] ?? 0));
  }
  const all = [...spent.values()].reduce((sum, time) => sum + time, 0);
  return [...spent]
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, TOP)
    .map(([name, time]) => `${((100 * time) / all).toFixed(1).padStart(5)} %  ${name}`);
}

function nameOf(functionName: string, url: string): string {
  const place = url.replace(/^.*\/node_modules\//, "").replace(/^.*\/dist\/(?=src\/)/, "");
  return place === "" ? functionName : `${functionName || "(anonymous)"} ${place}`;
}
