// Streamlit asks for its code of charts and tables, by far its largest, only when the first of them
// comes; asked for at once, it is there by then.
(() => {
  const root = window.parent?.document ?? document;
  const entry = root.querySelector("script[type=module][src]");
  for (const name of EARLY) {
    const link = Object.assign(root.createElement("link"), { rel: "modulepreload" });
    link.href = new URL(name, entry?.src ?? root.baseURI).href;
    if (entry && !root.querySelector(`link[href="${link.href}"]`)) root.head.append(link);
  }
})();
