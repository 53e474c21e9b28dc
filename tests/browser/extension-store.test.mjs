// Lose nothing that the extension has stored: windows that write at once, stops at any moment, full stores, old versions.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, test } from "node:test";
import { loadSource } from "../../scripts/sources.mjs";
import { currentFrame, frameOf, launchWithExtension, openPage, viewIsShown } from "./chromium.mjs";
import { startSite } from "./site.mjs";

const url = "https://example.org/story";
const asker = { url, isPrivate: false };

afterEach(() => {
  delete globalThis.chrome;
});

/** A browser's storage. `stopsAfter` is the number of operations after which the browser is stopped. */
function storage({ local = {}, sync = {}, stopsAfter = Infinity } = {}) {
  let operations = 0;
  const area = (values) => {
    const operate = async (work) => {
      if (operations++ >= stopsAfter) throw new Error("The browser has been stopped.");
      await new Promise((resolve) => setTimeout(resolve));
      return work();
    };
    return {
      get: (key) => operate(() => (key in values ? { [key]: structuredClone(values[key]) } : {})),
      set: (changes) => operate(() => void Object.assign(values, structuredClone(changes))),
      remove: (key) => operate(() => void delete values[key]),
    };
  };
  globalThis.chrome = { storage: { local: area(local), sync: area(sync) } };
  return { local, sync };
}

/** A tab that is joined to the background; `send` stands between the two. */
async function tabOf(records, send = (message) => answer(records, message)) {
  globalThis.chrome.runtime = { sendMessage: send };
  return (await loadSource("www/extension/store.ts")).extensionStore;
}

function answer({ readRecord, swapRecord }, message) {
  return message.type === "read" ? readRecord(message.name, asker) : swapRecord(message, asker);
}

test("of windows that write the same record at once, none overwrites another", async () => {
  const { local } = storage();
  const records = await loadSource("www/extension/records.ts");
  const tabs = [await tabOf(records), await tabOf(records), await tabOf(records)];
  const writes = Array.from({ length: 30 }, (_, index) =>
    tabs[index % 3].update("places", (stored) => [...(stored ?? []), index]),
  );
  await Promise.all(writes);
  assert.deepEqual(
    local.places.toSorted((one, other) => one - other),
    Array.from({ length: 30 }, (_, index) => index),
  );
});

test("a change whose answer is lost with the background is made once", async () => {
  const { local } = storage({ local: { places: [1] } });
  const records = await loadSource("www/extension/records.ts");
  let losses = 1;
  const tab = await tabOf(records, async (message) => {
    const reply = await answer(records, message);
    if (message.type === "swap" && losses-- > 0)
      throw new Error("The message port closed before a response was received.");
    return reply;
  });
  await tab.update("places", (stored) => [...stored, 2]);
  assert.deepEqual(local.places, [1, 2]);
});

test("a background that does not answer is asked twice, and then it is an error", async () => {
  storage();
  let asked = 0;
  const tab = await tabOf(undefined, async () => {
    asked++;
    throw new Error("Could not establish connection.");
  });
  await assert.rejects(tab.read("places"));
  assert.equal(asked, 2);
});

test("what is full keeps what it has, and says that it is full", async () => {
  const { local } = storage({ local: { version: 1, places: ["kept"] } });
  globalThis.chrome.storage.local.set = async () => {
    throw new Error("Resource::kQuotaBytes quota exceeded");
  };
  const tab = await tabOf(await loadSource("www/extension/records.ts"));
  await assert.rejects(tab.update("places", () => ["new"]));
  assert.deepEqual(local.places, ["kept"]);
});

test("a tab has no way to what is not its own", async () => {
  const other = "marks:https://other.example/page";
  const { local, sync } = storage({ local: { version: 1, [other]: "secret" } });
  const { readRecord, swapRecord } = await loadSource("www/extension/records.ts");
  const refused = { outcome: "refused" };
  for (const name of [other, "version", "sites", "marks:", "__proto__", ""]) {
    assert.deepEqual(await readRecord(name, asker), refused, name);
    assert.deepEqual(await swapRecord({ name, after: 1 }, asker), refused, name);
  }
  const inPrivate = { url, isPrivate: true };
  assert.deepEqual(await swapRecord({ name: `marks:${url}`, after: 1 }, inPrivate), refused);
  assert.deepEqual(await swapRecord({ name: "settings", after: 1 }, inPrivate), { outcome: "stored" });
  assert.deepEqual(local, { version: 1, [other]: "secret" });
  assert.deepEqual(sync, { settings: 1 });
});

test("settings of the first version move to where they are synchronised, whenever that is interrupted", async () => {
  const settings = { version: 1, theme: "dark" };
  for (let stopsAfter = 0; stopsAfter <= 8; stopsAfter++) {
    const stored = storage({ local: { settings, places: [1] }, stopsAfter });
    await (await loadSource("www/extension/migrate.ts")).migrate().catch(() => {});
    assert.ok(stored.local.settings ?? stored.sync.settings, `after ${stopsAfter} operations the settings are there`);
    storage(stored);
    await (await loadSource("www/extension/migrate.ts")).migrate();
    assert.deepEqual(stored.local, { places: [1], version: 1 }, `after ${stopsAfter} operations`);
    assert.deepEqual(stored.sync, { settings }, `after ${stopsAfter} operations`);
  }
  const synced = storage({ local: { settings }, sync: { settings: { version: 1, theme: "sepia" } } });
  await (await loadSource("www/extension/migrate.ts")).migrate();
  assert.deepEqual(synced.sync, { settings: { version: 1, theme: "sepia" } });
});

test("a stop at any moment leaves a record as it was or as it is to be, and all others as they were", async () => {
  const [marks, other] = [`marks:${url}`, "marks:https://other.example/page"];
  const kept = { version: 1, places: ["old"], voices: ["old"], rules: ["old"], [marks]: ["old"], [other]: ["old"] };
  for (const name of ["settings", "places", "voices", "rules", marks]) {
    const outcomes = [];
    for (let stopsAfter = 0; outcomes.at(-1) !== "stored"; stopsAfter++) {
      const { local, sync } = storage({ local: { ...kept }, sync: { settings: ["old"] }, stopsAfter });
      const all = () => ({ ...local, ...sync });
      const tab = await tabOf(await loadSource("www/extension/records.ts"));
      const change = (stored) => [...stored, "new"];
      outcomes.push(
        await tab.update(name, change).then(
          () => "stored",
          () => "refused",
        ),
      );
      const value = outcomes.at(-1) === "stored" ? ["old", "new"] : ["old"];
      assert.deepEqual(all(), { ...kept, settings: ["old"], [name]: value }, `${name} after ${stopsAfter} operations`);
      storage({ local, sync });
      await (await tabOf(await loadSource("www/extension/records.ts"))).update(name, change);
      assert.deepEqual(all()[name], [...value, "new"], `${name} after ${stopsAfter} operations`);
    }
    assert.ok(outcomes.length > 3, "it was stopped in between");
  }
});

test("marks that two windows add, change and remove are brought together", async () => {
  const { merge } = await loadSource("www/view/marks/merge.ts");
  const mark = (id, note = "") => ({ id, note });
  const [a, b, c] = ["a", "b", "c"].map((id) => mark(id));
  const mine = [a, mark("b", "mine"), mark("new")];
  const theirs = [mark("a", "theirs"), mark("b"), mark("c", "theirs"), mark("other")];
  const notes = (marks) => marks.map(({ id, note }) => `${id} ${note}`.trim());
  assert.deepEqual(notes(merge([a, b, c], mine, theirs)), ["a theirs", "b mine", "other", "new"]);
  assert.deepEqual(notes(merge([a, b], [a, b], [mark("b")])), ["b"], "what they removed stays removed");
  assert.deepEqual(notes(merge([a], [mark("a", "written")], [])), ["a written"], "what is written outlives a removal");
});

test("a browser that crashes has what was stored before", async () => {
  const profile = await mkdtemp(join(tmpdir(), "clearstory-profile-"));
  const site = await startSite();
  let browser = await launchWithExtension({ profile });
  const stored = () =>
    browser
      .worker()
      .evaluate(async () => ({ ...(await chrome.storage.local.get()), ...(await chrome.storage.sync.get()) }));
  try {
    const page = await openPage(browser.context, site.url("fixes.html", "strict"));
    await browser.press(page);
    await viewIsShown(page, "The lamp was put out");
    const frame = frameOf(page);
    const button = (name) => frame.getByRole("button", { name, exact: true });
    await button("Settings").click();
    await frame.getByRole("radio", { name: "Sepia" }).check();
    await page.keyboard.press("Escape");
    await currentFrame(page).evaluate(() => getSelection().selectAllChildren(document.querySelector(".story p")));
    await button("Note").click();
    await page.keyboard.type("Kept");
    await page.keyboard.press("Escape");
    await button("Correct the story").click();
    await frame.locator(".story").getByText("Our captains").hover();
    await button("Leave out").click();
    const marks = `marks:${page.url()}`;
    let before;
    do before = await stored();
    while (before.settings?.theme !== "sepia" || !before.rules || before[marks]?.marks[0]?.note !== "Kept");
    await browser.crash();

    browser = await launchWithExtension({ profile, isInstalled: true });
    const after = await stored();
    for (const name of ["settings", "rules", marks]) assert.deepEqual(after[name], before[name], name);
  } finally {
    await browser.context.close().catch(() => {});
    await site.close();
    await rm(profile, { recursive: true, force: true });
  }
});
