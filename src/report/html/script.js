(() => {
  "use strict";

  const PAGE = 200;
  const PRINT = 500;
  const SEVERITIES = ["Low", "Medium", "High"];
  const COLUMNS = 6;

  const data = JSON.parse(document.getElementById("data").textContent);
  const rows = data.rows;
  if (rows.length === 0) return;

  const get = (id) => document.getElementById(id);
  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const grouped = new Intl.NumberFormat("en");
  const state = { sort: "severity", down: true, page: 0, printing: false };
  const open = new Set();
  const orders = {};
  const folders = rows.some((row) => row.d);
  let haystacks = null;
  let matching = rows.map((_, index) => index);

  // Text goes in as text only: nothing from a file is ever parsed as markup.
  function make(tag, properties, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(properties || {})) {
      if (value === undefined || value === null) continue;
      if (name === "text") node.textContent = value;
      else if (name === "class") node.className = value;
      else if (name === "click") node.addEventListener("click", value);
      else node.setAttribute(name, value);
    }
    node.append(...children.filter((child) => child !== null && child !== undefined));
    return node;
  }

  function fold(text) {
    return text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase();
  }

  function haystack(row) {
    const targets = row.t.map((todo) => `${todo[0]} ${todo[1] || ""}`);
    const problems = row.m.map((problem) => data.problems[problem]);
    return fold([row.p, data.clients[row.c], row.w, SEVERITIES[row.s], ...problems, ...row.y, ...targets].join("\n"));
  }

  function prepare() {
    haystacks ??= rows.map(haystack);
  }

  // Ascending order of a column, made once.
  function order(column) {
    if (orders[column]) return orders[column];
    const all = rows.map((_, index) => index);
    if (column === "path") all.sort((a, b) => collator.compare(rows[a].p, rows[b].p) || a - b);
    else if (column === "people") all.sort((a, b) => rows[a].n - rows[b].n || b - a);
    else if (column === "client") {
      const rank = new Map([...data.clients.keys()].sort((a, b) => collator.compare(data.clients[a], data.clients[b])).map((client, at) => [client, at]));
      all.sort((a, b) => rank.get(rows[a].c) - rank.get(rows[b].c) || a - b);
    } else all.reverse();
    return (orders[column] = all);
  }

  function filter() {
    const terms = fold(get("search").value).split(/\s+/).filter(Boolean);
    const [client, problem, severity] = ["client", "problem", "severity"].map((id) => get(id).value);
    if (terms.length) prepare();
    const passes = (index) => {
      const row = rows[index];
      return (client === "" || row.c === Number(client))
        && (problem === "" || row.m.includes(Number(problem)))
        && (severity === "" || row.s === Number(severity))
        && terms.every((term) => haystacks[index].includes(term));
    };
    matching = order(state.sort).filter(passes);
    if (state.down) matching.reverse();
    state.page = 0;
    draw();
  }

  function split(path) {
    const at = path.lastIndexOf("/");
    return at < 0 ? ["", path] : [path.slice(0, at), path.slice(at + 1)];
  }

  function line(index) {
    const row = rows[index];
    const [folder, name] = split(row.p);
    const id = `detail-${index}`;
    const isOpen = state.printing || open.has(index);
    const tone = SEVERITIES[row.s].toLowerCase();
    const toggle = make("button", { type: "button", class: "file", "aria-expanded": String(isOpen), "aria-controls": id, click: () => flip(index) },
      make("span", { class: "chevron", "aria-hidden": "true" }),
      make("span", { class: "name", text: name }),
      row.d ? make("span", { class: "badge", text: `folder, ${grouped.format(row.d)} ${row.d === 1 ? "file" : "files"}` }) : null);
    const client = data.clients[row.c];
    // The client has its own column: repeated before each folder it would only be noise.
    const inClient = folder === client || folder.startsWith(`${client}/`);
    const place = inClient ? folder.slice(client.length + 1) : folder;
    return make("tr", { class: isOpen ? "row open" : "row", "data-row": index },
      make("td", { class: "c-severity" }, make("span", { class: `tag ${tone}`, text: SEVERITIES[row.s] })),
      make("th", { scope: "row", class: "c-file" }, toggle,
        make("span", { class: "folder" },
          inClient ? make("span", { class: "narrow-only", text: place ? `${client}/` : client }) : null, place),
        make("span", { class: "narrow-only what", text: unbroken(row.w) })),
      make("td", { class: "c-client", text: client }),
      make("td", { class: "c-what", text: unbroken(row.w) }),
      make("td", { class: "c-people", text: row.n ? grouped.format(row.n) : "–" }),
      make("td", { class: "c-todo", text: short(row) }));
  }

  // "e-mail" stays on one line.
  function unbroken(text) {
    return text.replace(/-/g, "\u2011");
  }

  function short(row) {
    const deleted = row.t.some((todo) => todo[2] === "Delete it");
    const [first, ...others] = new Set(row.t.map((todo) => todo[2]).filter((text) => !deleted || text !== "Move it"));
    return [first, ...others.map((text) => text.charAt(0).toLowerCase() + text.slice(1))].join(", then ");
  }

  function detail(index) {
    const row = rows[index];
    const block = (title, ...children) => make("div", { class: "block" }, make("h3", { text: title }), ...children);
    const found = row.f.map(([title, area, samples]) => make("li", {},
      make("strong", { text: title }), area ? make("span", { class: "muted", text: ` in ${area}` }) : null,
      samples.length ? make("ul", { class: "samples" }, ...samples.map(([masked, place]) => make("li", {},
        make("code", { text: masked }), make("span", { class: "muted", text: place })))) : null));
    const inner = make("div", { class: "detail" },
      block("What to do", ...row.t.map(todo), pathLine(row.d ? "The folder now" : "The file now", row.p, row.q)),
      block("Why", make("p", {}, make("strong", { text: row.m.map((problem) => data.problems[problem]).join("; ") })),
        ...row.y.map((why) => make("p", { text: why }))),
      found.length ? block("Where in it", make("ul", { class: "found" }, ...found)) : null);
    return make("tr", { class: "details", id: `detail-${index}` }, make("td", { colspan: COLUMNS }, inner));
  }

  function todo([text, target, , raw]) {
    return target ? pathLine(text, target, raw) : make("p", { class: "todo" }, make("strong", { text }));
  }

  // `raw` is there where the name holds characters that are not shown as they are.
  function pathLine(label, path, raw) {
    const button = make("button", { type: "button", class: "plain copy", "aria-label": `Copy ${path}`, text: "Copy", click: () => copy(button, raw || path) });
    return make("div", { class: "target" }, make("span", { class: "target-label", text: label }), make("code", { class: "path", text: path }), button);
  }

  async function copy(button, text) {
    let done = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = make("textarea", { class: "hidden", "aria-hidden": "true" });
      area.value = text;
      document.body.append(area);
      area.select();
      done = document.execCommand("copy");
      area.remove();
      button.focus();
    }
    button.textContent = done ? "Copied" : "Not copied";
    setTimeout(() => { button.textContent = "Copy"; }, 1600);
  }

  function flip(index) {
    const row = document.querySelector(`tr[data-row="${index}"]`);
    const opens = !open.has(index);
    if (opens) {
      open.add(index);
      row.after(detail(index));
    } else {
      open.delete(index);
      get(`detail-${index}`).remove();
    }
    row.classList.toggle("open", opens);
    row.querySelector("button.file").setAttribute("aria-expanded", String(opens));
  }

  function draw() {
    const size = state.printing ? PRINT : PAGE;
    const start = state.printing ? 0 : state.page * size;
    const shown = matching.slice(start, start + size);
    const lines = shown.flatMap((index) => state.printing || open.has(index) ? [line(index), detail(index)] : [line(index)]);
    get("rows").replaceChildren(...lines);
    count(start, shown.length);
    const pages = Math.ceil(matching.length / PAGE);
    get("pager").hidden = pages < 2;
    get("page").textContent = `Page ${grouped.format(state.page + 1)} of ${grouped.format(Math.max(pages, 1))}`;
    get("previous").disabled = state.page === 0;
    get("next").disabled = state.page + 1 >= pages;
    for (const head of document.querySelectorAll("th[data-sort]")) {
      if (head.dataset.sort === state.sort) head.setAttribute("aria-sort", state.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
  }

  function count(start, shown) {
    const all = grouped.format(rows.length);
    const found = matching.length === rows.length ? all : `${grouped.format(matching.length)} of ${all}`;
    const range = shown && shown < matching.length ? ` Showing ${grouped.format(start + 1)} to ${grouped.format(start + shown)}.` : "";
    const note = folders ? " A folder is one entry." : "";
    const entries = rows.length === 1 ? "entry" : "entries";
    get("count").textContent = matching.length ? `${found} ${entries}.${range}${note}` : "Nothing matches. Clear the filters to see all.";
  }

  function options(id, names, used) {
    const sorted = [...used].sort((a, b) => collator.compare(names[a], names[b]));
    get(id).append(...sorted.map((index) => make("option", { value: index, text: names[index] })));
  }

  function turn(by) {
    state.page += by;
    draw();
    get("act").scrollIntoView();
  }

  function listen() {
    let timer = 0;
    get("search").addEventListener("focus", () => setTimeout(prepare, 0), { once: true });
    get("search").addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(filter, 80); });
    for (const id of ["client", "problem", "severity"]) get(id).addEventListener("change", filter);
    get("filters").addEventListener("submit", (event) => { event.preventDefault(); filter(); });
    get("filters").addEventListener("reset", () => setTimeout(filter, 0));
    get("previous").addEventListener("click", () => turn(-1));
    get("next").addEventListener("click", () => turn(1));
    for (const head of document.querySelectorAll("th[data-sort]")) {
      head.querySelector("button").addEventListener("click", () => {
        const column = head.dataset.sort;
        state.down = state.sort === column ? !state.down : column === "people" || column === "severity";
        state.sort = column;
        filter();
      });
    }
    for (const name of document.querySelectorAll("a[data-client]")) {
      name.addEventListener("click", () => { get("filters").reset(); get("client").value = name.dataset.client; setTimeout(filter, 0); });
    }
    printing();
  }

  // On paper every file of the filter is there with its details, as far as that is sensible.
  function printing() {
    let closed = [];
    addEventListener("beforeprint", () => {
      closed = [...document.querySelectorAll("details:not([open])")];
      closed.forEach((group) => { group.open = true; });
      state.printing = true;
      draw();
    });
    addEventListener("afterprint", () => {
      closed.forEach((group) => { group.open = false; });
      state.printing = false;
      draw();
    });
  }

  options("client", data.clients, new Set(rows.map((row) => row.c)));
  options("problem", data.problems, new Set(rows.flatMap((row) => row.m)));
  listen();
  get("live").hidden = false;
  draw();
})();
