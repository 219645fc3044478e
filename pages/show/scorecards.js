// Lines of a list, drawn from what the server sends: every text is set as text, never as markup.
const SVG = "http://www.w3.org/2000/svg";
const MONTHS = 12, WIDE = 112, HIGH = 22;

const svg = (name, attributes, ...children) => {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};
const cell = (kind, ...children) => {
  const element = document.createElement("td");
  element.className = kind;
  element.append(...children);
  return element;
};

// a pale track up to the quota, the bar of what is done, a line where it should be by now
const bullet = ({ rate, pace, fill, line }, colours) => {
  const drawn = svg("svg", { viewBox: `0 0 104 ${HIGH}`, "aria-hidden": "true" });
  drawn.append(svg("rect", { x: 0, y: 5, width: 100, height: 12, fill: colours.track }));
  const done = Math.max(0, Math.min(rate ?? 0, 100));
  if (done) drawn.append(svg("rect", { x: 0, y: 5, width: done, height: 12, fill, stroke: line }));
  if (pace !== null) {
    drawn.append(svg("rect", { x: pace - 2, y: 1, width: 5, height: 20, fill: colours.ground }));
    drawn.append(svg("rect", { x: pace - 0.5, y: 1, width: 2, height: 20, fill: colours.mark }));
  }
  return drawn;
};

// the year on the whole width, so that a line that ends in September ends there in every row
const spark = (course, colours) => {
  const drawn = svg("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, "aria-hidden": "true" });
  const known = course.map((value, month) => [month, value]).filter(([, value]) => value !== null);
  const top = Math.max(...known.map(([, value]) => value), 0);
  if (known.length < 2 || top <= 0) return drawn;
  const x = (month) => 3 + (WIDE - 6) * month / (MONTHS - 1);
  const y = (value) => HIGH - 3 - (HIGH - 6) * Math.max(value, 0) / top;
  const points = known.map(([month, value]) => `${x(month)},${y(value)}`).join(" ");
  drawn.append(svg("line", { x1: 3, x2: WIDE - 3, y1: HIGH - 2, y2: HIGH - 2, stroke: colours.track }));
  drawn.append(svg("polyline", { points, fill: "none", stroke: colours.accent, "stroke-width": 2 }));
  const [month, value] = known.at(-1);
  drawn.append(svg("circle", { cx: x(month), cy: y(value), r: 3, fill: colours.accent }));
  return drawn;
};

const row = (card, number, colours, pick) => {
  const status = cell("status", card.status);
  status.style.color = card.color;
  const name = document.createElement("button");
  name.type = "button";
  name.textContent = card.name;
  const percent = document.createElement("span");
  percent.className = "percent";
  percent.textContent = card.percent;
  const line = document.createElement("tr");
  line.append(
    status, cell("name", name), cell("figure", card.done), cell("figure target", card.target),
    cell("rate", bullet(card, colours), percent), cell("course", spark(card.course, colours)),
    cell("owner", card.owner), cell("words", card.words),
  );
  line.onclick = () => pick(number);
  return line;
};

const KINDS = ["status", "name", "figure", "figure target", "rate", "course", "owner", "words"];

export default ({ data, parentElement, setTriggerValue }) => {
  const heads = document.createElement("tr");
  data.heads.forEach((text, n) => {
    const head = document.createElement("th");
    head.scope = "col";
    head.className = KINDS[n];
    head.textContent = text;
    head.style.color = data.colours.muted;
    heads.append(head);
  });
  parentElement.querySelector("thead").replaceChildren(heads);
  const pick = (number) => setTriggerValue("picked", number);
  const lines = data.cards.map((card, number) => row(card, number, data.colours, pick));
  parentElement.querySelector("tbody").replaceChildren(...lines);
};
