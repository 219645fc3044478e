// Streamlit has no Chinese of its own: its few words are put into Chinese as they appear.
(() => {
  const root = window.parent?.document ?? document;
  root.documentElement.lang = "zh-CN";
  const words = new Map(Object.entries({
    "Upload": "选择文件", "Browse files": "选择文件", "Drag and drop file here": "把文件拖到这里",
    "Drag and drop files here": "把文件拖到这里", "Drag and drop a file here": "把文件拖到这里",
    "Error:": "出错：", "file upload": "选择文件", "File size is too small.": "文件是空的。", "Only one file is allowed.": "只能选一个文件。",
    "Unexpected error. Please try again.": "没有传上来，请再试一次。", "or drag and drop": "或把文件拖到这里",
    "Search": "查找", "Search...": "查找…", "Fullscreen": "全屏", "Close fullscreen": "退出全屏",
    "Download as CSV": "下载 CSV", "Show/hide columns": "选择显示的列", "Close": "关闭",
    "Clear selection": "取消选择", "Select all": "全选", "Clear all": "全部清除",
    "Sort ascending": "升序", "Sort descending": "降序", "Pin column": "固定此列",
    "Unpin column": "取消固定", "Hide column": "隐藏此列", "Autosize": "自动列宽",
    "Format": "格式", "Statistics": "统计", "Automatic": "自动", "Localized": "本地格式",
    "Plain": "原样", "Compact": "紧凑", "Dollar": "美元", "Euro": "欧元", "Yen": "日元",
    "Percent": "百分比", "Scientific": "科学计数", "Accounting": "会计", "Distance": "距今",
    "Calendar": "日历", "Bytes": "字节", "No results": "没有结果", "Loading...": "载入中…",
    "Choose an option": "请选择", "Choose options": "请选择", "Running...": "运行中…",
    "Running": "运行中", "Stop": "停止", "Rerun": "重新运行", "Settings": "设置", "Print": "打印",
    "Record a screencast": "录屏", "Record screen": "录屏", "About": "关于", "Clear cache": "清除缓存",
    "Connecting": "连接中", "Connection error": "连接中断", "Page not found": "没有这个页面",
    "Download plot as a PNG": "下载图片（PNG）", "Download plot as a png": "下载图片（PNG）",
    "Zoom": "放大", "Pan": "平移", "Zoom in": "放大", "Zoom out": "缩小", "Autoscale": "自动缩放",
    "Reset axes": "复位", "Box Select": "框选", "Lasso Select": "圈选", "Copied": "已复制",
    "View fullscreen": "全屏", "Exit fullscreen": "退出全屏", "Open sidebar": "展开侧栏",
    "Collapse sidebar": "收起侧栏", "Expand sidebar": "展开侧栏", "Close sidebar": "收起侧栏",
    "Main menu": "主菜单", "Clear value": "清除", "Copy to clipboard": "复制", "Remove file": "移除",
    "Add column": "添加列", "Columns": "列", "Next page": "下一页", "Previous page": "上一页", "Pagination": "翻页",
    "View more": "展开", "View less": "收起", "Show more": "更多", "empty": "空", "Theme": "主题",
    "Light": "浅色", "Dark": "深色", "Use system setting": "跟随系统", "Appearance": "外观",
    "Wide mode": "宽屏", "Choose app theme": "选择主题", "Light theme": "浅色", "Dark theme": "深色",
    "System theme": "跟随系统", "System": "跟随系统", "Skip to main content": "跳到正文", "Cancel": "取消",
    "App pages": "页面", "Sidebar": "侧栏", "Open": "展开", "Choose date": "选择日期",
    "Next month": "下个月", "Previous month": "上个月", "Dismiss": "关闭", "(index)": "序号",
    "Add files": "继续添加", "add icon": "添加", "yyyy": "年", "mm": "月", "dd": "日", "Link to heading": "本节链接",
    "Use arrow keys to navigate dates. Enter to select. Escape to close.":
      "用方向键选日期，按回车键确定，按退出键关闭。",
    "Close Search": "关闭查找", "Next Result": "下一处", "Previous Result": "上一处",
    "Type to search": "输入要查找的文字",
    "The page that you have requested does not seem to exist. Running the app's main page.":
      "没有这个页面，已打开总览。",
  }));
  // what stands between size and types, the "• " of "200MB per file • XLSX", is left out
  const limit = (size, types) => `每个文件不超过 ${size}　${types.replace(/^\s*•?\s*/, "")}`.trim();
  // what a file that is refused is told
  const refused = (size, kind) =>
    [kind && `不收这种文件（${kind}）。`, size && `文件不能超过 ${size.replace(".0", "")}。`].filter(Boolean).join("");
  const phrases = [
    // below an upload, what it takes: "Limit 200MB per file • XLSX, CSV"
    [/^Limit (\S+) per file(.*)$/, (_, size, types) => limit(size, types)],
    // the same in newer words: "200MB per file • XLSX, CSV"
    [/^(\S+) per file(.*)$/, (_, size, types) => limit(size, types)],
    // the types alone, beside the size: "• XLSX, CSV"
    [/^• ([A-Z0-9]+(?:, [A-Z0-9]+)*)$/, (_, types) => `格式：${types}`],
    // a file that is too large: "File must be 50MB or smaller."
    [/^File must be (\S+) or smaller\.$/, (_, size) => refused(size, "")],
    // a file of another type, which may have none: "application/zip files are not allowed."
    [/^(\S*) ?files are not allowed\.$/, (_, kind) => refused("", kind || "类型不明")],
    // both: "application/zip files are not allowed. File must be 50MB or smaller."
    [/^(\S*) ?files are not allowed\. File must be (\S+) or smaller\.$/,
      (_, kind, size) => refused(size, kind || "类型不明")],
    // a button of the pages of a list: "Page 3"
    [/^Page (\d+)$/, (_, page) => `第 ${page} 页`],
    // which page of a list is shown: "Showing page 3 of 12"
    [/^Showing page (\d+) of (\d+)$/, (_, page, all) => `第 ${page} 页，共 ${all} 页`],
    // the choices of a box that find no room: "4 more"
    [/^(\d+) more$/, (_, number) => `另有 ${number} 项`],
    // the pages of a menu that find no room: "View 4 more"
    [/^View (\d+) more$/, (_, number) => `另有 ${number} 页`],
    // said aloud of an open box: "14 options available."
    [/^(\d+) options? available\.$/, (_, number) => `有 ${number} 项可选。`],
    // what a search in a table finds: "7 results"
    [/^(\d+) results?$/, (_, number) => `${number} 处`],
    // which of them is shown: "2 of 7 results"
    [/^(\d+) of (\d+) results?$/, (_, one, all) => `第 ${one} 处，共 ${all} 处`],
    // a table's length: "26 rows"
    [/^(\d+) rows?$/, (_, number) => `${number} 行`],
    // in the menu, under About: "Made with Streamlit v1.67.0"
    [/^Made with Streamlit (.*)$/, (_, version) => `由 Streamlit ${version} 构建`],
  ];
  // Streamlit's word beside a word of ours
  const mixed = [
    // the three fields of a date, said aloud: "year, 截至日", "month, 截至日", "day, 截至日"
    [/^year, (.*)$/, "$1 年"], [/^month, (.*)$/, "$1 月"], [/^day, (.*)$/, "$1 日"],
    // the button that opens a calendar: "Choose date, 2022年9月30日"
    [/^Choose date, (.*)$/, "选择日期，$1"],
    // the cross beside a name or a file that is chosen: "Remove 莘庄镇"
    [/^Remove (.*)$/, "移除 $1"],
    // the question mark beside a label: "Help for 按哪天所知"
    [/^Help for (.*)$/, "$1的说明"],
    // the key of a button: "Shortcut Esc"
    [/^Shortcut (.*)$/, "快捷键 $1"],
    // what a box holds, said aloud: "Selected 莘庄镇"
    [/^Selected (.*)$/, "已选 $1"],
  ];
  const attributes = ["aria-label", "title", "placeholder", "data-title", "alt"];
  const translate = (text) => {
    // a letter of English, as in "Page 3"; "26" has none to put into Chinese
    if (!/[A-Za-z]/.test(text)) return null;
    const key = text.trim();
    const half = mixed.find(([pattern]) => pattern.test(key));
    if (half) return key.replace(...half);
    // a Chinese sign, as in "下载 CSV": what has one is Chinese already
    if (!key || /[\u4e00-\u9fff]/.test(key)) return null;
    if (words.has(key)) return words.get(key);
    const phrase = phrases.find(([pattern]) => pattern.test(key));
    return phrase ? key.replace(...phrase) : null;
  };
  const ours = "[data-testid='stMarkdownContainer'], [data-testid='stTable'], .js-plotly-plot text";
  const visit = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const chinese = translate(node.data);
      // the pages' own words are data: a product may be called Light
      const parent = chinese === null ? null : node.parentElement;
      if (!parent || (parent.closest(ours) && !parent.closest("button"))) return;
      node.data = node.data.replace(node.data.trim(), chinese);
      return;
    }
    // a chart has thousands of nodes, and none of Streamlit's words
    if (node.nodeType !== Node.ELEMENT_NODE || node.localName === "svg") return;
    for (const name of attributes) {
      const chinese = translate(node.getAttribute(name) ?? "");
      if (chinese !== null) node.setAttribute(name, chinese);
    }
    node.childNodes.forEach(visit);
  };
  if (root.chineseWords) return;
  root.chineseWords = new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.target.ownerSVGElement) continue;
      if (change.type === "childList") change.addedNodes.forEach(visit);
      else visit(change.target);
    }
  });
  root.chineseWords.observe(root.body, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: attributes,
  });
  visit(root.body);
})();
