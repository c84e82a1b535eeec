import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readConfig } from "../../src/config.ts";
import { watchDiscord } from "../../src/health/discord-metrics.ts";
import { Metrics } from "../../src/health/metrics.ts";
import { createClient } from "../../src/discord/gateway/client.ts";
import { startConversations } from "../support/conversations.ts";

/** Every name under which Prometheus would find a figure. */
async function exported(): Promise<Set<string>> {
  const metrics = new Metrics();
  metrics.watchConversations(startConversations().conversations);
  metrics.watchLease({ isHeld: true });
  watchDiscord(createClient(readConfig({}).discord), metrics);
  const families = await metrics.registry.getMetricsAsJSON();
  return new Set(
    families.flatMap(({ name, type }) =>
      String(type) === "histogram" ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
    ),
  );
}

test.each(["alerts.yml", "grafana-dashboard.json"])(
  "deploy/%s asks for figures that there are",
  async (file) => {
    const names = await exported();
    const asked = readFileSync(`deploy/${file}`, "utf8").match(/\b(?:hippo|nodejs|process)_[a-z0-9_]+/g)!;
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter((name) => !names.has(name))).toEqual([]);
  },
);

test("every figure of Hippo's own is on the dashboard", async () => {
  const dashboard = readFileSync("deploy/grafana-dashboard.json", "utf8");
  const own = [...(await exported())].filter((name) => /^hippo_.*(?<!_sum|_count)$/.test(name));
  expect(own.filter((name) => !dashboard.includes(name))).toEqual([]);
});
