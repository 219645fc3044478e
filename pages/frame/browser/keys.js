// Tables and the keyboard. A table is one stop of the Tab key; arrows move in it, Enter picks.
// Streamlit's own way would open a cell as soon as it is reached: a reader who passed by the wall
// on the way down found himself on another page.
(() => {
  const root = window.parent?.document ?? document;
  const view = root.defaultView;
  if (view.tableKeys) return;
  view.tableKeys = true;
  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  // the height of the head goes with the type, as in pages/show/tables.py; rows may have more lines
  const headHeight = () => 35 * parseFloat(view.getComputedStyle(root.documentElement).fontSize) / 16;
  const rowHeight = (table) => {
    const all = table.querySelector(".dvn-scroll-inner")?.scrollHeight ?? 0;
    const rows = Number(table.querySelector("[aria-rowcount]")?.getAttribute("aria-rowcount")) - 1;
    return all && rows > 0 ? (all - headHeight()) / rows : headHeight();
  };
  const picksCells = (table) => table.closest("[class*='st-key-cells-']");
  const cell = (table, column, row) => table.querySelector(`td[id="glide-cell-${column}-${row}"]`);
  let byTab = false;
  let at = null; // the cell that the arrows have reached: its table, column and row
  const mark = root.createElement("div");
  mark.className = "cell-mark";
  mark.setAttribute("role", "status");
  const words = mark.appendChild(root.createElement("span"));

  const show = (table, column, row) => {
    const reached = cell(table, column, row);
    if (!reached) return false;
    at = { table, column, row };
    const header = table.querySelector(`th[aria-colindex="${column + 1}"]`)?.textContent;
    const name = cell(table, 0, row)?.textContent;
    const scrolled = table.querySelector(".dvn-scroller")?.scrollTop ?? 0;
    mark.style.top = `${headHeight() + rowHeight(table) * row - scrolled}px`;
    mark.style.height = `${rowHeight(table)}px`;
    words.textContent = column ? `${name}　${header}　${reached.textContent}　⏎ 打开` : `${name}　⏎ 打开`;
    table.append(mark);
    mark.scrollIntoView({ block: "nearest" });
    return true;
  };
  const hide = () => { at = null; mark.remove(); };
  const move = ([right, down]) => {
    const { table, column, row } = at;
    if (show(table, column + right, row + down)) return;
    table.querySelector(".dvn-scroller")?.scrollBy(right * 104, down * rowHeight(table));
    view.setTimeout(() => show(table, column + right, row + down), 100);
  };
  // the mark stays where it is: what is opened may stand beside the table
  const open = () => {
    const { table, column, row } = at;
    // heard by the cell alone: the canvas would answer a focus of its own by picking the first
    cell(table, column, row)?.dispatchEvent(new view.FocusEvent("focusin"));
  };
  // Tab goes on in the page, where Streamlit would go from cell to cell.
  const leave = (event, canvas) => {
    event.stopImmediatePropagation();
    if (!event.shiftKey || event.target === canvas) return;
    canvas.tabIndex = -1;
    view.setTimeout(() => { canvas.tabIndex = 0; });
  };
  // a table's own cell takes the focus after a click too, and needs no ring then
  const ring = (wanted) => root.documentElement.classList.toggle("by-keys", wanted);
  view.addEventListener("pointerdown", () => { byTab = false; hide(); ring(false); }, true);
  view.addEventListener("focusin", (event) => {
    const table = event.target.closest?.(".stDataFrame");
    if (!table || !byTab || event.target.localName !== "canvas" || !picksCells(table)) return;
    event.stopImmediatePropagation();
    show(table, 0, 0);
  }, true);
  // a table hands the focus on to the cell that it has opened
  view.addEventListener("focusout", (event) => {
    if (!at?.table.contains(event.relatedTarget)) hide();
  }, true);
  view.addEventListener("keydown", (event) => {
    if (event.key === "Tab") byTab = true;
    ring(true);
    const canvas = event.target.closest?.(".stDataFrame canvas");
    if (!canvas) return;
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    if (event.key === "Tab") leave(event, canvas);
    else if (at?.table.contains(canvas) && plain && (event.key in ARROWS || event.key === "Enter")) {
      event.stopImmediatePropagation();
      event.preventDefault();
      if (event.key === "Enter") open();
      else move(ARROWS[event.key]);
    }
  }, true);
})();
