import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { cost } from "./cost/suite.ts";
import { isMissed, type Suite } from "./figure.ts";
import { load } from "./load/suite.ts";
import { memory } from "./memory/suite.ts";
import { barChart } from "./plot.ts";
import { prompts } from "./prompts/suite.ts";
import { recall } from "./recall/suite.ts";
import { scale } from "./scale/suite.ts";
import { start } from "./start/suite.ts";
import { tableOf } from "./table.ts";

/** Each runs alone too: `npm run bench -- memory`; recall is given a folder: `npm run bench -- recall ../locomo`. */
const suites: Readonly<Record<string, Suite>> = { cost, load, memory, prompts, scale, start, recall };

if (!globalThis.gc) throw new Error("run it with `npm run bench`, which lets it collect garbage");
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: "boolean", default: false },
    profile: { type: "boolean", default: false },
    plots: { type: "string" },
  },
});
const folder = positionals.find((name) => !(name in suites) && existsSync(name));
const options = { quick: values.quick, profiles: values.profile ? "profiles" : undefined, folder };
const unknown = positionals.filter((name) => !(name in suites) && name !== folder);
if (unknown.length > 0)
  throw new Error(`no suite is named ${unknown.join(", ")}; there are ${Object.keys(suites).join(", ")}`);

for (const [name, { title, measure, plot }] of Object.entries(suites)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const figures = await measure(options);
  if (values.plots && plot)
    await writeFile(
      join(values.plots, `${name}.svg`),
      barChart(
        plot.title,
        figures.filter(({ what }) => plot.of.test(what)),
      ),
    );
  if (figures.length > 0) console.log(`${tableOf(title, figures)}\n`);
  if (figures.some(isMissed)) process.exitCode = 1;
}
