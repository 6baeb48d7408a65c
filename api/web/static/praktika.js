/* Small comforts; every screen works without them. */
(() => {
  const all = (query, within = document) => [...within.querySelectorAll(query)];

  /* A summary of faults takes the focus, so that a screen reader says it first. */
  document.querySelector("[data-focus]")?.focus();

  /* Forms keep what was typed, until they are sent and the answer is another page. */
  const kept = (form) => `praktika:${location.pathname}#${form.id || form.getAttribute("action")}`;
  for (const form of all("form[data-keep]")) {
    const fields = () => all("input[name]:not([type=hidden]):not([type=file]):not([type=password]), textarea[name], select[name]", form);
    try {
      const said = JSON.parse(sessionStorage.getItem(kept(form)) || "{}");
      for (const field of fields()) {
        if (field.type !== "checkbox" && field.type !== "radio" && !field.value && said[field.name]) field.value = said[field.name];
      }
    } catch { sessionStorage.removeItem(kept(form)); }
    form.addEventListener("input", () => {
      const said = Object.fromEntries(fields().map((field) => [field.name, field.value]));
      sessionStorage.setItem(kept(form), JSON.stringify(said));
    });
  }
  for (const done of all("[data-forget]")) {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith("praktika:")) sessionStorage.removeItem(key);
    done.removeAttribute("data-forget");
  }

  /* Search within a table: <input data-find="#table"> hides the rows that do not hold every word. */
  for (const input of all("input[data-find]")) {
    const rows = () => all("tbody tr", document.querySelector(input.dataset.find));
    const out = document.querySelector(input.dataset.count || "[data-none]");
    const plain = (text) => text.toLowerCase().replaceAll("ё", "е");
    input.closest("[hidden]")?.removeAttribute("hidden");
    input.addEventListener("input", () => {
      const words = plain(input.value).split(/\s+/).filter(Boolean);
      let n = 0;
      for (const row of rows()) {
        const fits = words.every((word) => plain(row.textContent).includes(word));
        row.hidden = !fits;
        n += fits;
      }
      if (out) out.textContent = words.length ? out.dataset.say.replace("%", n) : "";
    });
  }

  /* A field for files also takes what is dropped on it. */
  for (const zone of all("[data-drop]")) {
    const input = zone.querySelector("input[type=file]");
    const name = zone.querySelector("output");
    const tell = () => { if (name) name.textContent = [...input.files].map((file) => file.name).join(", "); };
    for (const kind of ["dragenter", "dragover"]) {
      zone.addEventListener(kind, (event) => { event.preventDefault(); zone.classList.add("over"); });
    }
    for (const kind of ["dragleave", "drop"]) zone.addEventListener(kind, () => zone.classList.remove("over"));
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      if (event.dataTransfer.files.length) { input.files = event.dataTransfer.files; tell(); }
    });
    input.addEventListener("change", tell);
  }

  /* Lists in order: drag a row; the buttons up and down do the same without a mouse. */
  for (const list of all("[data-order]")) {
    let moved = null;
    const out = document.querySelector("[data-order-said]");
    const tell = (row) => {
      if (out && row) out.textContent = out.dataset.orderSaid.replace("%", [...list.children].indexOf(row) + 1);
    };
    list.addEventListener("dragstart", (event) => {
      moved = event.target.closest("li");
      event.dataTransfer.effectAllowed = "move";
      moved.classList.add("moved");
    });
    list.addEventListener("dragover", (event) => {
      const over = event.target.closest("li");
      if (!moved || !over || over === moved || over.parentNode !== list) return;
      event.preventDefault();
      const half = over.getBoundingClientRect();
      over[event.clientY > half.top + half.height / 2 ? "after" : "before"](moved);
    });
    list.addEventListener("dragend", () => { moved?.classList.remove("moved"); tell(moved); moved = null; });
    list.addEventListener("click", (event) => {
      const button = event.target.closest("button[data-move]");
      if (!button) return;
      event.preventDefault();
      const row = button.closest("li");
      const other = button.dataset.move === "up" ? row.previousElementSibling : row.nextElementSibling;
      if (!other) return;
      button.dataset.move === "up" ? other.before(row) : other.after(row);
      button.focus();
      tell(row);
    });
  }

  /* Progress by server-sent events: at each the part is asked for again; it also asks by itself every few seconds. */
  for (const box of all("[data-events]")) {
    const source = new EventSource(box.dataset.events);
    const again = () => { const part = box.querySelector("[hx-trigger]"); if (part) window.htmx?.trigger(part, "told"); };
    for (const kind of ["queued", "claimed", "progress", "stop-requested", "released", "crashed"]) source.addEventListener(kind, again);
    for (const kind of ["done", "failed", "stopped"]) source.addEventListener(kind, () => { source.close(); again(); });
    source.addEventListener("error", () => source.close());
    window.addEventListener("pagehide", () => source.close());
  }

  /* What scrolls sideways can be reached with the keyboard. */
  const reach = () => {
    for (const box of all(".scroll, .picture, .round nav")) {
      if (box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  };
  reach();
  for (const nav of all(".round nav")) {
    const here = nav.querySelector("[aria-current]");
    if (here) nav.scrollLeft = here.offsetLeft - nav.offsetLeft - 16;
  }
  for (const box of all("[data-middle] .picture")) box.scrollLeft = (box.scrollWidth - box.clientWidth) / 2;
  window.addEventListener("resize", reach);
  document.addEventListener("htmx:after:swap", reach);

  for (const button of all("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
})();
