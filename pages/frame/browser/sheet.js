// On paper a page is as wide as on the screen, made smaller: no chart is cut, nothing is drawn anew.
(() => {
  const root = window.parent?.document ?? document;
  const view = root.defaultView;
  if (view.sheetMeasured) return;
  view.sheetMeasured = true;
  const paper = 718; // A4 without its margins, in pixels
  const side = 10; // room at either side for what stands out
  view.addEventListener("beforeprint", () => {
    const block = root.querySelector(".stMainBlockContainer");
    if (!block) return;
    const style = view.getComputedStyle(block);
    const width = block.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    root.documentElement.style.setProperty("--sheet-width", `${width}px`);
    root.documentElement.style.setProperty("--sheet-side", `${side}px`);
    root.documentElement.style.setProperty("--sheet-zoom", Math.min(1, paper / (width + 2 * side)));
    // the whole numbers of a colour: “rgb(14, 17, 23)” gives 14, 17 and 23
    const [red, green, blue] = view.getComputedStyle(root.querySelector(".stApp"))
      .backgroundColor.match(/\d+/g);
    root.documentElement.classList.toggle("sheet-dark", +red + +green + +blue < 384);
  });
})();
