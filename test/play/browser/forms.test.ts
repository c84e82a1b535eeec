import {
  ApplicationCommandOptionType,
  ComponentType,
  InteractionResponseType,
  TextInputStyle,
} from "discord.js";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { chromiumPath, launchChromium } from "../../../play/pictures/chromium.ts";
import type { FakeInteraction } from "../../fakes/discord/fake-discord.ts";
import { visit } from "../../support/browser.ts";
import { PATIENCE_MS, startPlayground } from "../../support/playground.ts";
import type { Looked } from "./looking.ts";

let browser: Browser | undefined;

beforeAll(async () => {
  if (chromiumPath) browser = await launchChromium();
}, PATIENCE_MS);

afterAll(() => browser?.close());

beforeEach(({ skip }) => {
  if (!browser) skip("no chromium is installed");
});

/** A page whose bot has ended, so that what it answers can be said by the test. */
async function withoutHippo() {
  const { url, playground } = await startPlayground();
  const { discord } = playground.town;
  const visited = await visit(browser!, url);
  await playground.bot.stop();
  const request = async (method: string, path: string, body: unknown): Promise<void> => {
    const headers = { "content-type": "application/json", authorization: `Bot ${discord.token}` };
    const response = await fetch(`${discord.apiUrl}/v10${path}`, {
      method,
      headers,
      body: JSON.stringify(body),
    });
    expect(response.ok, await response.text()).toBe(true);
  };
  const answer = ({ id, token }: FakeInteraction, type: InteractionResponseType, data: unknown) =>
    request("POST", `/interactions/${id}/${token}/callback`, { type, data });
  const used = () =>
    vi.waitFor(() => {
      const use = playground.uses.all.findLast(({ interaction }) => !interaction.acknowledged);
      if (!use) throw new Error("Nothing was used.");
      return use;
    }, PATIENCE_MS);
  const say = (body: unknown) => request("POST", `/channels/${playground.town.places[0]!.id}/messages`, body);
  return { ...visited, playground, discord, request, answer, used, say };
}

const button = { type: ComponentType.Button, style: 1, label: "Fill it in", custom_id: "open" };
const rows = (...components: unknown[]) => [{ type: ComponentType.ActionRow, components }];

describe("what a bot can ask for on the page", { timeout: PATIENCE_MS }, () => {
  test("a form is filled in by whom it was opened for, and submitted", async () => {
    const { page, troubles, answer, used, say, playground } = await withoutHippo();
    await say({ content: "A form", components: rows(button) });
    await page.getByRole("button", { name: "Fill it in" }).click();
    await answer((await used()).interaction, InteractionResponseType.Modal, {
      title: "About you",
      custom_id: "form",
      components: [
        ...rows({
          type: ComponentType.TextInput,
          style: TextInputStyle.Short,
          label: "Name",
          custom_id: "name",
        }),
        {
          type: ComponentType.Label,
          label: "Boat",
          component: {
            type: ComponentType.StringSelect,
            custom_id: "boat",
            options: [
              { label: "A raft", value: "raft" },
              { label: "A canoe", value: "canoe" },
            ],
          },
        },
      ],
    });
    await page.getByRole("dialog").getByText("About you").waitFor();
    await page.getByRole("textbox", { name: "Name" }).fill("Dana");
    await page.getByRole("combobox", { name: "Boat" }).selectOption("A canoe");
    await page.getByRole("button", { name: "Submit" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    const { interaction } = await used();
    expect(interaction.user).toBe(playground.town.people[0]);
    await answer(interaction, InteractionResponseType.ChannelMessageWithSource, {
      content: "Thanks",
      flags: 64,
    });
    await page.locator(".message.ephemeral", { hasText: "Thanks" }).waitFor();
    expect(troubles).toEqual([]);
  });

  test("an option is completed by what the bot suggests for it", async () => {
    const { page, troubles, answer, used, request, discord } = await withoutHippo();
    const option = { type: ApplicationCommandOptionType.String, name: "boat", description: "Which boat" };
    await request("PUT", `/applications/${discord.applicationId}/commands`, [
      { name: "sail", description: "Sails", options: [{ ...option, required: true, autocomplete: true }] },
    ]);
    await page.getByRole("textbox", { name: /^Message/ }).fill("/sail");
    await page.getByRole("option", { name: "/sail" }).waitFor();
    await page.keyboard.press("Enter");
    const suggested = async (name: string) => {
      const typed = await discord.until(
        () => discord.interactions.findLast(({ acknowledged }) => !acknowledged),
        { timeoutMs: PATIENCE_MS },
      );
      const choices = [{ name, value: "newt-2" }];
      await answer(typed, InteractionResponseType.ApplicationCommandAutocompleteResult, { choices });
      await page.getByRole("option", { name }).waitFor();
    };
    await suggested("The Otter");
    await page.keyboard.type("N");
    await suggested("The Newt");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    const { interaction } = await used();
    await answer(interaction, InteractionResponseType.ChannelMessageWithSource, { content: "Off it goes" });
    await page.locator(".message", { hasText: "Off it goes" }).getByText("/sail").waitFor();
    expect(troubles).toEqual([]);
  });

  test("of a menu any number is chosen, and what gets no answer is said not to have responded", async () => {
    const { page, troubles, used, say } = await withoutHippo();
    const options = ["Tent", "Stove", "Lamp"].map((label) => ({ label, value: label.toLowerCase() }));
    const menu = { type: ComponentType.StringSelect, custom_id: "things", placeholder: "Pick some", options };
    await say({ content: "A menu", components: rows({ ...menu, min_values: 0, max_values: 3 }) });
    await page.getByRole("button", { name: "Pick some" }).click();
    await page.getByRole("menuitemcheckbox", { name: "Tent" }).click();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    expect((await used()).what).toBe("things");
    await page.getByText("The application did not respond").waitFor();
    expect(troubles).toEqual([]);
  });
});

test(
  "a message is asked about in a form of Hippo's own, which a reload does not open again",
  { timeout: PATIENCE_MS },
  async () => {
    const { url, playground } = await startPlayground();
    const { page, troubles } = await visit(browser!, url);
    const { discord, people, places } = playground.town;
    discord.say(places[0]!, people[2]!, "The otters sleep on their backs.");
    const message = page.locator(".message", { hasText: "otters" }).first();
    await message.hover();
    await message.getByRole("button", { name: "Apps" }).click();
    await page.getByRole("menuitem", { name: "Ask about this" }).click();
    await page.getByRole("dialog").getByRole("textbox").fill("What can you do?");
    await page.getByRole("button", { name: "Submit" }).click();
    await page.locator(".message", { hasText: "This is a playground" }).waitFor();
    await page.locator(".context", { hasText: "Ask about this" }).waitFor();
    await page.getByRole("link", { name: "The message" }).click();
    expect(await message.evaluate((element: Looked) => element.matches(":focus"))).toBe(true);
    await page.reload();
    await page.waitForSelector("body.ready");
    await page.locator(".message", { hasText: "This is a playground" }).waitFor();
    expect(await page.getByRole("dialog").count()).toBe(0);
    expect(troubles).toEqual([]);
  },
);

describe("a message's text", { timeout: PATIENCE_MS }, () => {
  const cases: Record<string, string> = {
    "**bold** *lean* _lean_ __under__ ~~gone~~":
      "<strong>bold</strong> <em>lean</em> <em>lean</em> <u>under</u> <s>gone</s>",
    "***both***, 2 * 3 * 4, a_b_c, \\*not\\*": "<strong><em>both</em></strong>, 2 * 3 * 4, a_b_c, *not*",
    "`a **b**` and ``a ` b``": "<code>a **b**</code> and <code>a ` b</code>",
    "# Big\n-# small\n> quoted\n> **on**\nplain":
      "<h3>Big</h3><small>small</small><blockquote>quoted\n<strong>on</strong></blockquote>plain",
    "- one\n  - two\n- three": "<ul><li>one<ul><li>two</li></ul></li><li>three</li></ul>",
    "3. third\n4. fourth": '<ol start="3"><li>third</li><li>fourth</li></ol>',
    "<img src=x onerror=alert(1)> <script>": "&lt;img src=x onerror=alert(1)&gt; &lt;script&gt;",
    "[a](javascript:alert(1))": "[a](javascript:alert(1))",
  };

  test("is Discord's subset of Markdown, and never HTML", async () => {
    const { url, playground } = await startPlayground();
    const { page, troubles } = await visit(browser!, url);
    const { discord, people, places } = playground.town;
    for (const text of Object.keys(cases)) discord.say(places[0]!, people[0]!, text);
    await expect
      .poll(() => page.locator(".message .content").count(), { timeout: PATIENCE_MS })
      .toBe(Object.keys(cases).length);
    const drawn = await page.locator(".message .content").all();
    for (const [index, expected] of Object.values(cases).entries())
      expect(await drawn[index]!.innerHTML()).toContain(expected);
    expect(troubles).toEqual([]);
  });
});
