// In a heading a number stays with the words beside it, and a status's shape with its word: a line
// never ends with the 3 of 3 项, nor with the ■ of ■ 严重滞后, nor within ①–③.
(() => {
  const root = window.parent?.document ?? document;
  if (root.headingLines) return;
  const HEADING = "h1, h2, h3";
  // A space between a number or shape and a Chinese sign, or the other way round: “3 项”, “第 3”.
  const APART = /(?<=[\d\u2500-\u27bf]) (?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff]) (?=\d)/g;
  // A dash between two numbers in circles: “①–③”.
  const SPAN = /(?<=[\u2460-\u2473])–(?=[\u2460-\u2473])/g;
  const bind = (text) => {
    const bound = text.data.replace(APART, "\u00a0").replace(SPAN, "\u2060–\u2060");
    if (bound !== text.data) text.data = bound;
  };
  const visit = (element) => {
    const walker = root.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) bind(walker.currentNode);
  };
  root.headingLines = new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      if ((target.parentElement ?? root.body).closest(HEADING) || target.matches?.(HEADING)) {
        visit(target.nodeType === Node.TEXT_NODE ? target.parentElement : target);
        continue;
      }
      for (const node of addedNodes) node.querySelectorAll?.(HEADING).forEach(visit);
    }
  });
  root.headingLines.observe(root.body, { subtree: true, childList: true, characterData: true });
  root.querySelectorAll(HEADING).forEach(visit);
})();
