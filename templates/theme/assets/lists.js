/* Filters and sorts the lists of a page. In: tables with the attributes that taskbook/facets.py writes. Out: a bar above
   them, buttons in their headings, the state in the address. Without this script every table stands whole. */
(() => {
  "use strict";
  const KINDS = ["tasks", "figures", "uses", "units", "leaders", "indicators", "functions", "holders"];
  const ROLES = ["lead", "responsible", "assist"];
  const UNITS = { tasks: "项任务", figures: "个指标", uses: "处写法", units: "个单位", leaders: "位领导", holders: "个单位", indicators: "个指标", functions: "项职能" };
  const { entries, keys } = Object;
  const HEADING = /^H[2-6]$/;
  const article = document.querySelector("article.md-content__inner");
  if (!article || document.body.matches(".tb-task, .tb-home, .tb-source, .tb-data")) return;

  const el = (tag, props = {}, ...children) => {
    const node = Object.assign(document.createElement(tag), props);
    node.append(...children);
    return node;
  };
  const fold = (text) => {
    const folded = text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
    return window.taskbook?.simplify ? window.taskbook.simplify(folded) : folded;
  };
  const words = (row, name) => (row.dataset[name] || "").split(" ").filter(Boolean);
  const collator = new Intl.Collator("zh", { numeric: true });

  const tables = [...article.querySelectorAll("table")].map((node) => {
    const kind = KINDS.find((name) => node.classList.contains(name));
    const heads = [...node.tHead.rows[0].cells];
    const columns = heads.map((th, place) => {
      const same = heads.slice(0, place).filter((other) => other.className === th.className).length;
      return { th, place, label: th.textContent, name: th.className + (same ? same + 1 : ""), fixed: "fixed" in th.dataset };
    });
    const body = node.tBodies[0];
    const rows = [...body.rows].map((row) => ({
      row, keys: (row.dataset.sort || "").split("|"),
      seen: fold(row.textContent), text: fold(row.textContent + (row.dataset.text || "")),
    }));
    return { node, kind, columns, body, rows, label: node.getAttribute("aria-label"), names: JSON.parse(node.dataset.names || "{}") };
  }).filter((table) => table.kind && table.rows.length);
  if (!tables.length) return;
  const primary = tables.find((table) => table.kind !== "figures") || tables[0];
  const ruled = tables.slice(tables.indexOf(primary)); // not what stands above the bar
  tables.flatMap((table) => table.rows).forEach((record, place) => { record.place = place; });
  const named = (group) => Object.assign({}, ...tables.map((table) => table.names[group] || {}));
  const labels = named("label");

  /* The filters: which rows have a value, and what the values are called. */
  const has = (row, what) => [words(row, "has").includes(what) ? "yes" : "no"];
  const FILTERS = {
    unit: { label: "单位", values: (row) => ROLES.flatMap((role) => words(row, role)), names: named("unit") },
    role: { label: "分工", values: (row) => ROLES.filter((role) => row.dataset[role]), names: labels },
    leader: { label: labels.leader || "领导", values: (row) => words(row, "leader"), names: named("leader") },
    chapter: { label: "章节", values: (row) => words(row, "chapter"), names: named("chapter") },
    city: { label: "城市", values: (row) => words(row, "city"), names: named("city") },
    figure: { label: "数字", values: (row) => has(row, "figure"), names: { yes: "写明数字", no: "未写数字" } },
    due: { label: "期限", values: (row) => (row.dataset.due ? ["yes", ...row.dataset.due.split("|")] : ["no"]), names: { yes: "写明期限", no: "未写期限" } },
    deed: { label: "类别", values: (row) => has(row, "deed"), names: { yes: "民生实事", no: "其他任务" } },
  };
  const own = tables.find((table) => table.node.dataset.unit)?.node.dataset.unit;
  const inRole = (row, role, unit) => (unit ? words(row, role).includes(unit) : row.dataset[role]);
  if (own) FILTERS.role.values = (row) => ROLES.filter((role) => inRole(row, role, own));
  const counted = ruled.filter((t) => t.kind === primary.kind).flatMap((t) => t.rows).filter((r) => keys(r.row.dataset).length);
  for (const [key, filter] of entries(FILTERS)) {
    filter.counts = new Map();
    for (const { row } of counted) for (const value of new Set(filter.values(row))) filter.counts.set(value, (filter.counts.get(value) || 0) + 1);
    if (key === "unit" && own) filter.counts.delete(own);
    if (filter.counts.size < 2 || [...filter.counts.values()].every((count) => count === counted.length)) delete FILTERS[key];
  }
  const passes = (row) => entries(state.filters).every(([key, value]) => (
    key === "role" ? inRole(row, value, own || state.filters.unit) : FILTERS[key].values(row).includes(value)
  ));

  /* The state, and the address that carries it. text, not q: q opens the search. */
  const sortable = (table) => (table.rows.length > 1 || "group" in table.node.dataset ? table.columns.filter((c) => !c.fixed) : []);
  const parse = (words) => {
    const [, down, kind, name] = (words || "").match(/^(-?)(\w+)\.(\w+)$/) || [];
    const known = tables.some((t) => t.kind === kind && sortable(t).some((c) => c.name === name));
    return known ? { kind, name, down: Boolean(down) } : null;
  };
  const print = (sort) => (sort ? `${sort.down ? "-" : ""}${sort.kind}.${sort.name}` : "");
  const read = () => {
    const query = new URLSearchParams(location.search);
    const filters = {};
    for (const key of keys(FILTERS)) if (FILTERS[key].counts.has(query.get(key))) filters[key] = query.get(key);
    return { text: query.get("text") || "", filters, sort: parse(query.get("sort")) };
  };
  const write = (replace) => {
    const query = new URLSearchParams(location.search);
    const now = { text: state.text, ...Object.fromEntries(keys(FILTERS).map((key) => [key, state.filters[key]])), sort: print(state.sort) };
    for (const [key, value] of entries(now)) value ? query.set(key, value) : query.delete(key);
    history[replace ? "replaceState" : "pushState"](null, "", location.pathname + (String(query) && `?${query}`) + location.hash);
  };
  let state = read();

  /* Sorting: pieces of a list by chapters become one. */
  const keyOf = (record, column) => {
    const key = record.keys[column.place];
    if (key) return key;
    const cell = record.row.cells[column.place];
    return cell.querySelector(":scope > .missing, :scope > .none") ? "~" : cell.textContent.trim();
  };
  const joint = el("p", { className: "tb-joint" }, "各章节合为一张表");
  const compare = (column, down) => (a, b) => {
    const [x, y] = [keyOf(a, column), keyOf(b, column)];
    if ((x === "~") !== (y === "~")) return x === "~" ? 1 : -1;
    return (x - y || collator.compare(x, y)) * (down ? -1 : 1) || a.place - b.place;
  };
  const arrange = () => {
    for (const table of tables) {
      const column = state.sort?.kind === table.kind && table.columns.find((c) => c.name === state.sort.name);
      const pieces = tables.filter((piece) => piece.kind === table.kind && "group" in piece.node.dataset);
      table.joined = Boolean(column) && pieces.length > 1 && pieces.includes(table);
      table.listed = !table.joined ? [...table.rows] : table === pieces[0] ? pieces.flatMap((piece) => piece.rows) : [];
      if (column) table.listed.sort(compare(column, state.sort.down));
      table.node.setAttribute("aria-label", table.joined ? joint.textContent : table.label);
      for (const c of table.columns) {
        if (c === column) c.th.setAttribute("aria-sort", state.sort.down ? "descending" : "ascending");
        else c.th.removeAttribute("aria-sort");
      }
    }
    for (const table of tables) table.body.append(...table.listed.map((record) => record.row));
    const first = tables.find((table) => table.joined);
    joint.remove();
    if (first) first.node.before(joint);
  };

  /* Showing. */
  const headings = [...article.querySelectorAll("h2, h3, h4, h5, h6")].map((heading) => {
    const scope = [];
    for (let next = heading.nextElementSibling; next && !(HEADING.test(next.tagName) && next.tagName <= heading.tagName); next = next.nextElementSibling) scope.push(next);
    const held = ruled.filter((table) => scope.some((node) => node.contains(table.node)));
    const only = scope.every((node) => HEADING.test(node.tagName) || held.some((table) => node.contains(table.node)));
    return { heading, tables: held, only };
  }).filter((entry) => entry.tables.length);
  const snippet = (record, terms) => {
    record.row.querySelector(".tb-hit")?.remove();
    const term = terms.find((t) => !record.seen.includes(t));
    const text = record.row.dataset.text;
    const at = term && text ? fold(text).indexOf(term) : -1;
    if (at < 0) return;
    const [start, end] = [Math.max(0, at - 12), at + term.length];
    record.row.querySelector("td.task")?.append(el("span", { className: "tb-hit" }, "…", text.slice(start, at), el("mark", {}, text.slice(at, end)), text.slice(end, end + 16), "…"));
  };
  const show = () => {
    const terms = state.text.trim().split(/[\s，。、]+/).map(fold).filter(Boolean);
    const active = terms.length > 0 || keys(state.filters).length > 0;
    arrange();
    const shown = {};
    for (const table of ruled) {
      for (const record of table.listed) {
        const hit = passes(record.row) && terms.every((term) => record.text.includes(term));
        record.row.hidden = !hit;
        snippet(record, hit ? terms : []);
        const sum = (shown[table.kind] ||= [0, 0]);
        sum[0] += hit;
        sum[1] += 1;
      }
      table.hits = table.listed.filter((record) => !record.row.hidden).length;
      table.node.hidden = !table.hits;
    }
    for (const { heading, tables: below, only } of headings) {
      const hits = below.reduce((sum, table) => sum + table.hits, 0);
      heading.hidden = only && (!hits || below.every((table) => table.joined));
      heading.querySelector(".tb-shown")?.remove();
      if (active && hits && !heading.hidden) heading.append(el("span", { className: "tb-shown" }, `筛出${hits}`));
      for (const link of document.querySelectorAll(`.tb-toc a[href="#${heading.id}"]`)) link.parentNode.hidden = heading.hidden;
    }
    tell(shown, active);
  };

  /* The bar. */
  const box = (label, control) => el("label", { className: "tb-filter__field" }, el("span", {}, label), control);
  const input = el("input", { type: "search", name: "text", autocomplete: "off", spellcheck: false, placeholder: "多个词用空格隔开" });
  const selects = {};
  for (const [key, filter] of entries(FILTERS)) {
    const options = [...filter.counts].map(([value, count]) => [value, filter.names[value] || value, count]);
    const place = ([value]) => ({ yes: -1, no: 1 })[value] || ROLES.indexOf(value) / 4;
    const byName = key === "unit" || key === "leader";
    options.sort((a, b) => place(a) - place(b) || (byName ? collator.compare(a[1], b[1]) : 0));
    selects[key] = el("select", { name: key }, el("option", { value: "" }, "全部"), ...options.map(([value, name, count]) => el("option", { value }, `${name}（${count}）`)));
  }
  const order = el("select", { name: "sort" }, el("option", { value: "" }, "文件顺序"));
  for (const column of sortable(primary)) {
    const value = `${primary.kind}.${column.name}`;
    order.append(el("option", { value }, `${column.label}，升序`), el("option", { value: `-${value}` }, `${column.label}，降序`));
  }
  const status = el("p", { className: "tb-filter__status", role: "status" });
  const clear = el("button", { type: "button", className: "tb-filter__clear" }, "清除筛选");
  const summary = el("summary");
  const fields = el("div", { className: "tb-filter__fields" }, ...entries(selects).map(([key, select]) => box(FILTERS[key].label, select)));
  if (order.length > 1) fields.append(el("div", { className: "tb-filter__order" }, box("排序", order)));
  const folded = el("details", {}, summary);
  const end = el("div", { className: "tb-filter__end" }, status, clear);
  const bar = el("form", { className: "tb-filter" }, box("在下列文字中找", input), folded, end);
  bar.setAttribute("aria-label", "筛选和排序");

  const tell = (shown, active) => {
    const kinds = [primary.kind, ...keys(shown).filter((kind) => kind !== primary.kind && shown[kind][0])];
    const parts = kinds.map((kind) => shown[kind].slice(active ? 0 : 1).join(" / ") + (UNITS[kind] || "行"));
    const column = state.sort && tables.find((t) => t.kind === state.sort.kind).columns.find((c) => c.name === state.sort.name);
    if (column) parts.push(`按“${column.label}”${state.sort.down ? "降序" : "升序"}`);
    status.textContent = (active ? "筛出" : "共") + parts.join("，");
    const chosen = keys(state.filters).length;
    summary.textContent = chosen ? `筛选（已选${chosen}项）` : "筛选";
    clear.hidden = !active && !state.sort;
    bar.classList.toggle("tb-filter--idle", clear.hidden);
  };
  const fill = () => {
    input.value = state.text;
    for (const [key, select] of entries(selects)) select.value = state.filters[key] || "";
    order.value = print(state.sort);
  };
  const change = (replace = false) => { write(replace); fill(); show(); };

  input.addEventListener("focus", () => window.taskbook?.variants?.().then(show, () => {}), { once: true });
  input.addEventListener("input", () => { state.text = input.value; write(true); show(); });
  bar.addEventListener("submit", (event) => event.preventDefault());
  bar.addEventListener("change", (event) => {
    const { name, value } = event.target;
    if (name === "text") return;
    if (name === "sort") state.sort = parse(value);
    else if (value) state.filters[name] = value;
    else delete state.filters[name];
    change();
  });
  clear.addEventListener("click", () => { state = { text: "", filters: {}, sort: null }; change(); input.focus(); });
  bar.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (event.target === input && state.text) { state.text = ""; change(true); event.preventDefault(); }
    else if (folded.open) { folded.open = false; summary.focus(); }
  });
  addEventListener("popstate", () => { state = read(); fill(); show(); });

  const buttons = [];
  for (const table of tables) {
    for (const column of sortable(table)) {
      const button = el("button", { type: "button", className: "tb-sort" }, ...column.th.childNodes);
      button.addEventListener("click", () => {
        const now = state.sort?.kind === table.kind && state.sort.name === column.name ? state.sort : null;
        state.sort = now?.down ? null : { kind: table.kind, name: column.name, down: Boolean(now) };
        change();
      });
      column.th.append(button);
      buttons.push([column.th, button, table.node.classList.contains("cards")]);
    }
  }
  const narrow = matchMedia("(max-width: 47.9375em)");
  const settle = () => {
    for (const [th, button, cards] of buttons) {
      const plain = narrow.matches && cards; // headings of cards are for the ear only: nothing to press in them
      if (plain && button.isConnected) button.replaceWith(...button.childNodes);
      else if (!plain && !button.isConnected) { button.append(...th.childNodes); th.append(button); }
    }
    if (narrow.matches) folded.append(fields);
    else end.before(fields);
    folded.hidden = !narrow.matches || !fields.children.length;
  };
  narrow.addEventListener("change", settle);
  settle();
  if (ruled.flatMap((table) => table.rows).length >= 10) {
    let top = primary.node;
    while (top.parentNode !== article) top = top.parentNode;
    while (top.previousElementSibling && HEADING.test(top.previousElementSibling.tagName)) top = top.previousElementSibling;
    top.before(bar);
  }
  fill();
  show();
})();
