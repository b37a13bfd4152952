// Keys, scanner, and the running seconds of the undo. Each of them also has a button or a field.
(() => {
  const one = (q, at = document) => at.querySelector(q), all = (q, at = document) => [...at.querySelectorAll(q)];
  const typing = (e) => e.target.closest("input:not([type=checkbox]),textarea,select");
  let scan = "", last = 0, wait;
  const rows = () => all("tr[data-row]"), here = () => rows().findIndex((row) => row.contains(document.activeElement));
  const go = (step) => one("a", rows()[Math.max(0, Math.min(here() + step, rows().length - 1))] ?? document)?.focus();
  const press = (key) => {
    if (rows().length && (key === "j" || key === "k")) return go(key === "j" ? 1 : -1);
    if (key === "x") return one("input[type=checkbox]", rows()[here()] ?? document.createElement("p"))?.click();
    if (key === "o") return one("a", rows()[here()] ?? document.createElement("p"))?.click();
    for (const made of all(`[data-key="${CSS.escape(key)}"]`).slice(0, 1)) made.matches("input") ? made.focus() : made.click();
  };

  // A wedge scanner types faster than any hand and ends with Enter; its letters are not keys.
  addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const fast = e.timeStamp - last < 40, field = one("[data-wedge]");
    clearTimeout(wait), (last = e.timeStamp);
    if (e.key === "Enter" && e.target.matches("[data-scan]") && e.target.value) {
      e.preventDefault();  // the next field, not the whole form, also from a scanner slower than a hand
      e.target.form.elements[[...e.target.form.elements].indexOf(e.target) + 1].focus();
    } else if (e.key === "Enter" && fast && scan.length > 5 && field && !typing(e)) {
      e.preventDefault();
      field.value = scan;
      field.form.requestSubmit();
    }
    if (e.key.length !== 1) return void (scan = "");
    scan = (fast ? scan : "") + e.key;
    if (typing(e) || document.body.dataset.keys === "off") return;
    if (e.key === "/") e.preventDefault();
    wait = setTimeout(() => scan.length === 1 && press(e.key), 45);
  });

  const count = () => {
    const picked = all("[name=pick]:checked"), kinds = picked.flatMap((box) => (box.dataset.kinds ?? "").split(" "));
    all("[data-count]").forEach((said) => (said.textContent = said.dataset.count ? kinds.filter((kind) => kind === said.dataset.count).length : kinds.length));
    all("[data-all]").forEach((box) => (box.checked = picked.length > 0 && picked.length === all("[name=pick][type=checkbox]").length));
  };
  addEventListener("change", (e) => (e.target.matches("[data-all]") && all("[name=pick]").forEach((box) => (box.checked = e.target.checked)), count()));
  // What was done stands there no more, nor the password of whoever was second.
  addEventListener("htmx:after:swap", ({ target, detail: { ctx } }) => (target.matches?.("form[method=post]") && ctx.response?.status < 400 && target.reset(), count()));
  addEventListener("submit", (e) => one("#notice")?.contains(e.target) || one("#notice")?.replaceChildren(), true);

  // The dot never says "live" of a connection that is gone.
  const link = (state, { dataset } = document.documentElement) => {
    if (dataset.link !== state) all("[data-since]").forEach((said) => (said.textContent = ` ${said.dataset.since} ${new Date().toTimeString().slice(0, 5).replace(":", ".")}`));
    dataset.link = state;
  };
  addEventListener("htmx:sse:after:connection", () => link("on"));
  addEventListener("htmx:sse:error", () => link("off"));

  setInterval(() => all("[data-left]").forEach((said) => {
    const left = Math.max(0, said.textContent - 1);
    if (said.textContent > 0 && left === 0) document.body.dispatchEvent(new Event("changed"));
    said.textContent = left;
    one("[stroke-dashoffset]", said.parentElement)?.setAttribute("stroke-dashoffset", 10 - left);
  }), 1000);
})();
