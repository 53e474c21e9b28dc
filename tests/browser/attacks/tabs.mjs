// Drive a page alike in Chromium and in Firefox, as far as the attacks need it.

const run = (place, work, values) => place.evaluate(`(${work})(...${JSON.stringify(values)})`);

/** A tab of Playwright's or Puppeteer's `page`. What it asks for, and what the browser says in it, is kept. */
export function tabOf(page) {
  const requests = [];
  const dialogs = [];
  page.on("request", (request) => requests.push(request));
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  let view;
  return {
    page,
    requests,
    dialogs,
    go: (url) => page.goto(url),
    close: () => page.close(),
    evaluate: (work, ...values) => run(page, work, values),
    /** Run `work` in the view that covers the page. */
    async inView(work, ...values) {
      view = viewIn(page);
      return run(view, work, values);
    },
    /** The addresses that the last view has asked for. */
    viewRequests: () => requests.filter((request) => isIn(request.frame(), view)).map((request) => request.url()),
  };
}

/** The view's frame is put in behind those that the page has of its own. */
function viewIn(page) {
  const isView = (frame) => ["about:blank", page.url()].includes(frame.url());
  return page.mainFrame().childFrames().findLast(isView);
}

function isIn(frame, view) {
  for (let around = frame; around; around = around.parentFrame()) if (around === view) return true;
  return false;
}
