// Streamlit asks for its code of charts and tables, by far its largest, only when the first of them
// comes: asked for at once and made ready while nothing else is to be done, it is there by then.
(() => {
  const view = window.parent ?? window;
  const entry = view.document.querySelector("script[type=module][src]");
  if (!entry || view.askedEarly) return;
  view.askedEarly = true;
  const atRest = view.requestIdleCallback ?? view.setTimeout;
  for (const name of EARLY) {
    const href = new URL(name, entry.src).href;
    view.document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href }));
    // should it fail, Streamlit asks again and says so
    atRest(() => import(href).catch(() => {}));
  }
})();
