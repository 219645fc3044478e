// One deed of the reader is one step in the browser's history. Streamlit adds an entry for each
// change of the address that a rerun brings, so that a click which leads to another page with its
// filters added three, and "back" led to a page that nobody had seen.
(() => {
  const root = window.parent ?? window;
  if (root.oneStepADeed) return;
  root.oneStepADeed = true;
  let stepped = true; // the address that was opened has its entry
  const deed = () => { stepped = false; };
  root.addEventListener("pointerdown", deed, true);
  root.addEventListener("keydown", deed, true);
  root.addEventListener("popstate", () => { stepped = true; }, true);
  const push = root.history.pushState.bind(root.history);
  root.history.pushState = (...entry) => {
    if (stepped) root.history.replaceState(...entry);
    else push(...entry);
    stepped = true;
  };
})();
