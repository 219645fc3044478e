// While something is presented: the canvas fits the window, the keys of a keyboard or a presenter's
// remote turn the steps, B makes the screen black, and the bar is seen only after the mouse moved.
const AWAKE_MS = 3000;
const ON = ["PageDown", "ArrowRight", "ArrowDown", " "];
const BACK = ["PageUp", "ArrowLeft", "ArrowUp"];
// where a key means something of its own
const OWN = "input, textarea, select, [contenteditable=true], [role=dialog], [role=listbox]";

const fit = () => {
  const { innerWidth: width, innerHeight: height } = window;
  const scale = Math.min(width / 1920, height / 1080);
  const root = document.documentElement.style;
  root.setProperty("--stage-scale", scale);
  root.setProperty("--stage-x", `${(width - 1920 * scale) / 2}px`);
  root.setProperty("--stage-y", `${(height - 1080 * scale) / 2}px`);
};

const wake = () => {
  document.body.classList.add("stage-awake");
  clearTimeout(window.stageSleeps);
  window.stageSleeps = setTimeout(() => document.body.classList.remove("stage-awake"), AWAKE_MS);
};

// a turn that is asked for before the last one is drawn counts from there
const target = (key, stage) => {
  if (ON.includes(key)) return Math.min(stage.wanted + 1, stage.last);
  if (BACK.includes(key)) return Math.max(stage.wanted - 1, 1);
  return { Home: 1, End: stage.last }[key];
};

const press = (event) => {
  const stage = window.stage;
  if (!stage || event.ctrlKey || event.altKey || event.metaKey) return;
  const act = (deed) => { event.preventDefault(); event.stopPropagation(); deed(); };
  const black = document.body.classList;
  if (black.contains("stage-black")) {
    if (event.key !== "F11") act(() => black.remove("stage-black"));
    return;
  }
  if (event.key === "Tab") wake();
  if (event.target.closest?.(OWN)) return;
  if (event.key === " " && event.target.closest?.("button, a, summary")) return;
  if (event.key.toLowerCase() === "b") { act(() => black.add("stage-black")); return; }
  if (event.key === "Escape") {
    // what is open over the canvas is closed first
    if (!document.querySelector("[role=dialog], [data-testid=stPopoverBody]")) {
      act(() => stage.send("leave", true));
    }
    return;
  }
  const number = target(event.key, stage);
  if (number === undefined) return;
  act(() => {
    if (number === stage.wanted) return;
    stage.asked.add(number);
    stage.wanted = number;
    stage.send("turn", number);
  });
};

// what was pressed before this script had come (early-keys.js)
const catchUp = () => {
  const keys = window.pressedEarly?.splice(0) ?? [];
  const event = { target: document.body, preventDefault() {}, stopPropagation() {} };
  keys.forEach((key) => press({ ...event, key }));
};

// the bar has its own way there, and so has the browser's back
const follow = (stage, number) => {
  if (number === stage.wanted) stage.asked.clear();
  else if (!stage.asked.delete(number)) stage.wanted = number;
};

export default function ({ data, setTriggerValue }) {
  const fresh = { wanted: data.number, asked: new Set() };
  const stage = Object.assign(window.stage ?? fresh, { last: data.last, send: setTriggerValue });
  follow(stage, data.number);
  window.stage = stage;
  fit();
  window.addEventListener("resize", fit);
  window.addEventListener("keydown", press, true);
  window.addEventListener("mousemove", wake, true);
  catchUp();
  return () => {
    window.removeEventListener("resize", fit);
    window.removeEventListener("keydown", press, true);
    window.removeEventListener("mousemove", wake, true);
    window.stage = undefined;
    document.body.classList.remove("stage-awake", "stage-black");
  };
}
