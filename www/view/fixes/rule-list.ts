// List what was corrected on all sites, to be removed, and carried to another browser and back.
import type { Fix } from "../../shim/article";
import type { ViewContext } from "../context";
import { button, make, signButton } from "../elements";
import { orSay } from "../offers";
import { addRules, changeRules, type Rules, readRules, readWritten, written } from "../rules";
import { save } from "../take-along/save";

export function listRules(context: ViewContext): void {
  const { panel, messages } = context;
  let list: RuleList | undefined;
  panel.addButton(messages.text("rules"), () => {
    list ??= new RuleList(context);
    void list.open();
  });
}

/** Characters of a file that is read: more than all sites hold. */
const largestFile = 20_000_000;

class RuleList {
  readonly #context: ViewContext;
  readonly #dialog: HTMLDialogElement;
  readonly #status: HTMLElement;
  readonly #sites: HTMLElement;
  #rules: Rules = {};

  constructor(context: ViewContext) {
    this.#context = context;
    const { document, messages } = context;
    this.#dialog = make(document, "dialog", "keys rules");
    this.#dialog.setAttribute("aria-labelledby", "rules-title");
    const title = make(document, "h2", "", messages.text("rules"));
    title.id = "rules-title";
    const closer = signButton(document, "close", messages.text("close"));
    closer.addEventListener("click", () => this.#dialog.close());
    this.#status = make(document, "p");
    this.#status.setAttribute("role", "status");
    this.#sites = make(document, "div");
    this.#dialog.append(title, closer, this.#sites, this.#status, this.#transfer());
    document.body.append(this.#dialog);
  }

  async open(): Promise<void> {
    this.#status.textContent = "";
    await this.#fill();
    this.#dialog.showModal();
  }

  async #fill(): Promise<void> {
    const { document, store, address, messages } = this.#context;
    this.#rules = await readRules(store);
    const own = new URL(address).hostname;
    // This site first, the others by their names.
    const sites = Object.keys(this.#rules).sort(
      (one, other) => Number(other === own) - Number(one === own) || one.localeCompare(other),
    );
    this.#sites.replaceChildren(...sites.map((site) => this.#site(site)));
    if (sites.length === 0) this.#sites.append(make(document, "p", "", messages.text("rulesNone")));
  }

  #site(site: string): HTMLElement {
    const { document } = this.#context;
    const section = make(document, "section");
    const heading = make(document, "h3", "", site);
    heading.dir = "ltr";
    const list = make(document, "ul");
    list.append(...(this.#rules[site] ?? []).map((fix) => this.#entry(site, fix)));
    section.append(heading, list);
    return section;
  }

  #entry(site: string, fix: Fix): HTMLElement {
    const { document, messages } = this.#context;
    const entry = make(document, "li");
    const words = make(document, "p", "", messages.text(`rule_${fix.act}`, partOf(fix)));
    words.dir = "auto";
    entry.append(
      words,
      button(document, "plain", messages.text("removeMark"), () => void this.#remove(site, fix)),
    );
    return entry;
  }

  async #remove(site: string, fix: Fix): Promise<void> {
    const { store, messages, address, session, choice, source, reselect } = this.#context;
    const before = this.#rules[site] ?? [];
    const after = before.filter((other) => other !== fix);
    const isStored = await changeRules(store, site, before, after);
    await this.#fill();
    this.#status.textContent = isStored ? "" : messages.text("rulesNotSaved");
    this.#sites.querySelector("button")?.focus();
    if (site !== new URL(address).hostname) return;
    session.fixes = after;
    session.keptBefore = after;
    if (!source) return;
    // What was chosen by numbers is in the list already.
    const fixes = [...after];
    const rest = session.remembers ? { least: choice.least, all: choice.all, fixes } : { ...choice, fixes };
    await orSay(this.#context.document, messages, reselect(rest));
  }

  #transfer(): HTMLElement {
    const { document, window, messages } = this.#context;
    const row = make(document, "p", "ways");
    const file = make(document, "input");
    file.type = "file";
    file.accept = ".json,application/json";
    file.hidden = true;
    file.addEventListener("change", () => void this.#take(file.files?.[0]));
    row.append(
      button(document, "plain", messages.text("rulesExport"), () =>
        save(window, written(this.#rules), "clearstory-corrections.json", "application/json"),
      ),
      button(document, "plain", messages.text("rulesImport"), () => {
        // The same file may be chosen again.
        file.value = "";
        file.click();
      }),
      file,
    );
    return row;
  }

  async #take(file: File | undefined): Promise<void> {
    if (!file) return;
    const { store, messages } = this.#context;
    const more = file.size <= largestFile ? readWritten(await file.text()) : undefined;
    if (!more) {
      this.#status.textContent = messages.text("rulesBad");
      return;
    }
    const isStored = await addRules(store, more).then(
      () => true,
      () => false,
    );
    await this.#fill();
    const count = Object.values(more).reduce((sum, fixes) => sum + fixes.length, 0);
    this.#status.textContent = isStored ? messages.text("rulesAdded", count) : messages.text("rulesNotAdded");
  }
}

/** A part as a reader may know it: by its first words, else by what its author calls it. */
function partOf({ target }: Fix): string {
  const [own] = target.path;
  if (target.text) return `“${target.text}…”`;
  return own?.names.map((name) => name.replace(/^[.#]/, "")).join(", ") || own?.tag || "";
}
