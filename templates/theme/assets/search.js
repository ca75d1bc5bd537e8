/* What stands above the search results: filters, the switch of synonyms, what was done, pages that the query names.

   Runs before Material's script and gets hold of the worker that this one starts. In: the worker's message 4. Out: its
   message 5. Material closes its search at Tab and takes other keys to the query; within the search box keys are ours. */
(() => {
  "use strict";
  const ABOVE = 4, FILTERS = 5;
  const box = document.querySelector("[data-tb-search]");
  const dialog = box && box.closest(".md-search");
  const input = dialog && dialog.querySelector("input[name=query]");
  if (!input || !window.Worker) return;
  const part = (name) => box.querySelector(`[data-tb-search-${name}]`);
  const city = part("city"), kind = part("kind"), synonyms = part("synonyms");
  const base = new URL(JSON.parse(document.getElementById("__config").textContent).base + "/", document.baseURI);

  const Original = window.Worker;
  window.Worker = class extends Original {
    constructor(...args) {
      super(...args);
      window.Worker = Original;
      this.addEventListener("message", ({ data: { type, data } }) => type === ABOVE && show(data));
      box.addEventListener("change", () => this.postMessage({ type: FILTERS, data: wishes() }));
    }
  };

  function wishes() {
    return { city: city.value, kind: kind.value, synonyms: synonyms.checked };
  }

  function show(above) {
    box.hidden = !above;
    if (!above) return;
    options(city, "全部城市", above.cities);
    options(kind, "全部种类", above.kinds);
    part("words").textContent = above.synonyms.length ? `：${above.synonyms.slice(0, 6).join("、")}` : "";
    synonyms.parentElement.hidden = synonyms.checked && !above.synonyms.length;
    part("note").textContent = above.note;
    part("note").hidden = !above.note;
    part("entries").replaceChildren(...above.entries.map(link));
    part("entries").hidden = !above.entries.length;
  }

  /* Keep the chosen one, even where it has nothing now. */
  function options(select, every, counts) {
    const chosen = select.value;
    const listed = counts.filter(([id, , count]) => count || id === chosen);
    select.replaceChildren(new Option(every, ""), ...listed.map(([id, name, count]) => new Option(`${name}（${count}）`, id)));
    select.value = chosen;
  }

  function link([url, kindName, name, place]) {
    const item = document.createElement("li");
    const anchor = item.appendChild(document.createElement("a"));
    anchor.href = new URL(url, base);
    anchor.textContent = name;
    anchor.title = [place, kindName].filter(Boolean).join(" ");
    const note = anchor.appendChild(document.createElement("small"));
    note.textContent = place || kindName;
    return item;
  }

  /* Material listens on the window; what stops here does not reach it. */
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Tab" || (box.contains(event.target) && event.key !== "Escape")) event.stopPropagation();
  });
  dialog.addEventListener("focusout", ({ relatedTarget }) => {
    const toggle = document.getElementById("__search");
    if (relatedTarget && !dialog.contains(relatedTarget) && toggle.checked) toggle.click();
  });

  /* Signs alone do nothing outside of fields: Material opens the search at f, s and /, which whoever dictates sets off. */
  addEventListener("keydown", (event) => {
    const alone = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (alone && !event.target.closest?.("input, select, textarea")) event.stopImmediatePropagation();
  }, true);

  /* A result is a link around an article, from which it would get no name. */
  const results = dialog.querySelector("[data-md-component=search-result]");
  const bare = () => results.querySelectorAll("article:not([role])").forEach((article) => article.setAttribute("role", "none"));
  new MutationObserver(bare).observe(results, { childList: true, subtree: true });

  /* Material looks at the query only when a key goes up; pasting, dictating and clearing have none. */
  const look = () => input.dispatchEvent(new KeyboardEvent("keyup"));
  input.addEventListener("input", look);
  input.form.addEventListener("reset", () => setTimeout(look));
})();
