/* How a reader reads: traditional characters, large type, dark paper. In: the buttons of the header. Out: the choice,
   kept in this browser. Characters come from assets/variants.js (taskbook/variants.py), loaded at the first need. Words
   inside an element with a language of its own (a source kept as obtained) stay as they are; links and ids are no words. */
(() => {
  "use strict";
  const root = document.documentElement;
  const taskbook = (window.taskbook ||= {});
  const home = document.currentScript.src.replace(/[^/]*$/, "");
  const keep = {
    get: (key) => { try { return localStorage.getItem(`tb-${key}`); } catch { return null; } },
    set: (key, value) => { try { value ? localStorage.setItem(`tb-${key}`, value) : localStorage.removeItem(`tb-${key}`); } catch { /* not kept */ } },
  };
  const button = (name) => document.querySelector(`[data-tb-reading="${name}"]`);
  const press = (name, on) => button(name)?.setAttribute("aria-pressed", String(on));

  /* The table of characters: taskbook.pairs are [simplified, traditional] as two strings, taskbook.phrases {words: words}. */
  let table;
  taskbook.variants = () => (table ||= new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), { src: `${home}variants.js`, onerror: reject });
    script.onload = () => {
      const { phrases } = taskbook;
      const [simple, others] = taskbook.pairs.map((chars) => [...chars]);
      const pairs = Object.fromEntries(simple.map((char, at) => [char, others[at]]));
      const back = Object.fromEntries(simple.map((char, at) => [others[at], char]));
      for (const [words, forms] of Object.entries(phrases)) [...forms].forEach((char, at) => { if (char !== words[at]) back[char] ||= words[at]; });
      const longest = Math.max(0, ...Object.keys(phrases).map((words) => words.length));
      taskbook.traditional = (text) => {
        let out = "";
        for (let at = 0; at < text.length;) {
          let size = Math.min(longest, text.length - at);
          while (size > 1 && !Object.hasOwn(phrases, text.substr(at, size))) size -= 1;
          out += size > 1 ? phrases[text.substr(at, size)] : pairs[text[at]] || text[at];
          at += Math.max(1, size);
        }
        return out;
      };
      taskbook.simplify = (text) => text.replace(/[\u3400-\u9fff]/g, (char) => back[char] || char);
      resolve();
    };
    document.head.append(script);
  }));

  /* Every word of the page that is shown, with what it was before. */
  const NAMES = ["aria-label", "placeholder", "title", "data-label", "label"];
  const nodes = new Map();
  const own = (element) => !element || element.closest("[lang]") !== root || element.closest("script, style, textarea");
  const put = (holder, key, now, change) => {
    const kept = nodes.get(holder) || nodes.set(holder, {}).get(holder);
    if (kept[key] && kept[key].after === now) return;
    const after = taskbook.traditional(now);
    kept[key] = { before: now, after };
    if (after !== now) change(after);
  };
  const convert = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      if (!own(node.parentElement)) put(node, "data", node.data, (text) => { node.data = text; });
    } else if (node.nodeType === Node.ELEMENT_NODE && !own(node)) {
      for (const name of NAMES) if (node.hasAttribute(name)) put(node, name, node.getAttribute(name), (text) => node.setAttribute(name, text));
      node.childNodes.forEach(convert);
    }
  };
  const watch = new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) type === "childList" ? addedNodes.forEach(convert) : convert(target);
  });
  const title = document.title;
  const traditional = async (on) => {
    press("traditional", on);
    if (on) {
      await taskbook.variants();
      if (button("traditional")?.getAttribute("aria-pressed") !== "true") return;
      root.lang = "zh-Hant";
      convert(document.body);
      document.title = taskbook.traditional(title);
      watch.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: NAMES });
    } else {
      watch.disconnect();
      root.lang = "zh-CN";
      document.title = title;
      for (const [node, kept] of nodes) for (const [key, { before, after }] of Object.entries(kept)) {
        if (key === "data" ? node.data === after : node.getAttribute(key) === after) key === "data" ? (node.data = before) : node.setAttribute(key, before);
      }
      nodes.clear();
    }
  };

  /* Light and dark: assets/dark.css counts where its media say so; theme.js has set them before the page was painted. */
  const system = matchMedia("(prefers-color-scheme: dark)");
  const dark = () => (keep.get("theme") || (system.matches ? "dark" : "light")) === "dark";
  const paint = () => { taskbook.paint?.(); press("dark", dark()); };
  system.addEventListener("change", paint);

  const DO = {
    traditional: (on) => { keep.set("script", on && "hant"); traditional(on).catch(() => press("traditional", false)); },
    large: (on) => { keep.set("type", on && "large"); taskbook.paint?.(); press("large", on); },
    dark: (on) => { keep.set("theme", on ? "dark" : "light"); paint(); },
  };
  for (const name of Object.keys(DO)) {
    button(name)?.addEventListener("click", ({ currentTarget }) => DO[name](currentTarget.getAttribute("aria-pressed") !== "true"));
  }
  press("large", keep.get("type") === "large");
  paint();
  if (keep.get("script") === "hant") traditional(true).catch(() => press("traditional", false));
})();
