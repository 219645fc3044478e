// A presenter's key counts from the first moment: until present.js has come, which Streamlit loads
// when the page is drawn, what is pressed waits for it.
(() => {
  const root = window.parent ?? window;
  if (root.pressedEarly) return;
  root.pressedEarly = [];
  const typed = "input, textarea, select, button, a, [role=dialog]";
  root.addEventListener("keydown", (event) => {
    const presented = new URLSearchParams(root.location.search).has("present");
    const plain = !event.ctrlKey && !event.altKey && !event.metaKey;
    if (presented && plain && !root.stage && !event.target.closest?.(typed)) {
      root.pressedEarly.push(event.key);
    }
  }, true);
})();
