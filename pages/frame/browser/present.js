// While something is presented all type is bigger. A table measures the type once, when it comes to
// stand there: by then the type has to be what it will be, so it goes by the address, which changes
// before the page does.
(() => {
  const root = window.parent ?? window;
  // another year's plan may step through more or fewer views
  root.presented = PRESENTED;
  if (root.typeFollows) return;
  root.typeFollows = true;
  const follow = () => {
    const step = Number(new URLSearchParams(root.location.search).get("present"));
    const presented = 1 <= step && step <= root.presented.steps;
    root.document.documentElement.style.fontSize = presented ? root.presented.type : "100%";
  };
  for (const change of ["pushState", "replaceState"]) {
    const changed = root.history[change].bind(root.history);
    root.history[change] = (...address) => { changed(...address); follow(); };
  }
  root.addEventListener("popstate", follow, true);
  follow();
})();
