// One click or key of the reader is one step in the browser's history. Streamlit adds an entry for
// each change of the address that a rerun brings, so that a click which leads to another page with
// its filters added three, and "back" led to a page that nobody had seen.
(() => {
  const root = window.parent ?? window;
  if (root.oneStepAClick) return;
  root.oneStepAClick = true;
  // The address that was opened has its entry; on a slow machine a click may come before this does.
  let stepped = !root.navigator.userActivation?.hasBeenActive;
  const acted = () => { stepped = false; };
  root.addEventListener("pointerdown", acted, true);
  root.addEventListener("keydown", acted, true);
  root.addEventListener("popstate", () => { stepped = true; }, true);
  // a link that names a filter names it twice, for Streamlit adds what stands in the box
  const once = (address) => {
    const [path, query] = address.split("?");
    return query ? `${path}?${[...new Set(query.split("&"))].join("&")}` : address;
  };
  const push = root.history.pushState.bind(root.history);
  root.history.pushState = (state, title, address) => {
    if (stepped) root.history.replaceState(state, title, once(address));
    else push(state, title, once(address));
    stepped = true;
  };
})();
