// Charts and lists are drawn on the server in the colours of the theme that the page had then:
// when the theme changes, by the menu or with the system's own, they are asked for anew.
const isDark = (app) => {
  // the whole numbers of a colour: “rgb(14, 17, 23)” gives 14, 17 and 23
  const [red, green, blue] = getComputedStyle(app).backgroundColor.match(/\d+/g);
  return +red + +green + +blue < 384;
};

export default function ({ setTriggerValue }) {
  const app = document.querySelector(".stApp");
  let dark = isDark(app);
  const look = new MutationObserver(() => {
    if (isDark(app) === dark) return;
    dark = !dark;
    setTriggerValue("changed", dark ? "dark" : "light");
  });
  look.observe(app, { attributes: true, attributeFilter: ["class"] });
  return () => look.disconnect();
}
