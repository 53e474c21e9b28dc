// Notice that the page's own policy stands in the way of a load, which the failed load itself does not tell.
import { ClearstoryError } from "./error";
import { plain } from "./plain";

/** Run `load`; if it fails while the page's policy refused something, the failure is "blocked". */
export async function underPagePolicy<Result>(load: () => Promise<Result>): Promise<Result> {
  const page = globalThis.document ? plain(document) : undefined;
  let isRefused = false;
  const refused = (event: SecurityPolicyViolationEvent) => {
    isRefused ||= event.disposition === "enforce";
  };
  page?.addEventListener("securitypolicyviolation", refused);
  try {
    return await load();
  } catch (error) {
    // The report comes as a task of its own, after the failure.
    await new Promise((resolve) => setTimeout(resolve));
    throw isRefused ? new ClearstoryError("blocked", error) : error;
  } finally {
    page?.removeEventListener("securitypolicyviolation", refused);
  }
}
