/* Comfort on top of pages that work without it. */
(function () {
  "use strict";
  const all = (selector, root) => Array.from((root || document).querySelectorAll(selector));
  const root = document.documentElement;
  root.classList.add("scripted");

  // The error summary takes the focus.
  const summary = document.querySelector("[data-focus]");
  if (summary) summary.focus();

  // Leave now: the page is gone before the network answers. Shift three times does the same.
  const leave = document.querySelector("form[data-leave]");
  if (leave) {
    const go = () => {
      root.classList.add("gone");
      document.title = "…";
      sessionStorage.clear();
      try { fetch(leave.action, { method: "POST", keepalive: true, body: new FormData(leave) }); } catch (error) { /* away first */ }
      location.replace(leave.dataset.leave);
    };
    leave.addEventListener("submit", (event) => { event.preventDefault(); go(); });
    let presses = [];
    document.addEventListener("keyup", (event) => {
      presses = event.key === "Shift" ? presses.concat(Date.now()).slice(-3) : [];
      if (presses.length === 3 && presses[2] - presses[0] < 3000) go();
    });
  }

  // One drop-down at a time; Escape closes it and gives the focus back.
  const drops = () => all("details.drop[open]");
  document.addEventListener("click", (event) => drops().forEach((drop) => { if (!drop.contains(event.target)) drop.open = false; }));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") drops().forEach((drop) => { drop.open = false; drop.querySelector("summary").focus(); });
  });

  // Keys: "/" searches, j and k walk through a table, x chooses, Enter opens.
  const typing = (target) => target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
  let at = -1;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "/") {
      const search = document.querySelector("#search-all, .filter-search input");
      if (search) { event.preventDefault(); search.focus(); search.select(); }
      return;
    }
    const rows = all("[data-table] tbody tr");
    if (!rows.length) return;
    if (event.key === "j" || event.key === "k") {
      at = Math.max(0, Math.min(rows.length - 1, at + (event.key === "j" ? 1 : -1)));
      rows.forEach((row, index) => row.classList.toggle("at", index === at));
      const target = rows[at].querySelector("th a, td a, input");
      if (target) target.focus(); else rows[at].scrollIntoView({ block: "nearest" });
    } else if (event.key === "x" && at >= 0) {
      const box = rows[at].querySelector("input[name=row]");
      if (box) box.click();
    }
  });

  // Rows chosen for a bulk act.
  all(".table-form").forEach((form) => {
    const boxes = () => all("input[name=row]", form);
    const every = form.querySelector("[data-all]");
    const bulk = form.querySelector("[data-bulk]");
    const said = form.querySelector(".bulk-said");
    const tell = () => {
      const chosen = boxes().filter((box) => box.checked);
      boxes().forEach((box) => box.closest("tr").classList.toggle("picked", box.checked));
      if (every) { every.checked = chosen.length > 0 && chosen.length === boxes().length; every.indeterminate = chosen.length > 0 && !every.checked; }
      if (bulk) bulk.classList.toggle("on", chosen.length > 0);
      if (said) said.textContent = chosen.length ? said.dataset.chosen + " " + chosen.length : said.dataset.none;
    };
    if (said) said.dataset.none = said.textContent;
    if (every) { every.hidden = false; every.addEventListener("change", () => { boxes().forEach((box) => { box.checked = every.checked; }); tell(); }); }
    form.addEventListener("change", tell);
    tell();
  });

  // Ask before what cannot be taken back.
  document.addEventListener("submit", (event) => {
    const sentence = (event.submitter && event.submitter.dataset.confirm) || event.target.dataset.confirm;
    if (sentence && !window.confirm(sentence)) event.preventDefault();
  });

  // Words or letters left.
  all("textarea[data-words], textarea[data-letters]").forEach((text) => {
    const said = text.nextElementSibling;
    const tell = () => {
      const most = Number(text.dataset.words || text.dataset.letters);
      const used = text.dataset.words ? (text.value.match(/\S+/g) || []).length : text.value.length;
      const left = most - used;
      said.classList.toggle("over", left < 0);
      said.textContent = (left < 0 ? said.dataset.over : said.dataset.left) + " " + Math.abs(left);
    };
    let later;
    text.addEventListener("input", () => { clearTimeout(later); later = setTimeout(tell, 400); });
    if (text.value) tell();
  });

  // Drafts: saved five seconds after the last change, and when the page is left.
  all("form[data-draft]").forEach((form) => {
    const said = form.querySelector(".draft-said");
    let changed = false, later;
    const save = () => {
      if (!changed) return;
      changed = false;
      const body = new URLSearchParams();
      new FormData(form).forEach((value, name) => { if (typeof value === "string") body.append(name, value); });
      body.append("draft_key", form.dataset.draftKey);
      fetch(form.dataset.draft, { method: "POST", body, keepalive: true, headers: { "X-CSRFToken": body.get("csrfmiddlewaretoken") } })
        .then((answer) => { if (!answer.ok || answer.redirected) throw new Error(); if (said) said.textContent = said.dataset.saved; })
        .catch(() => { changed = true; later = setTimeout(save, 10000); if (said) said.textContent = said.dataset.unsaved; });
    };
    form.addEventListener("input", () => { changed = true; clearTimeout(later); later = setTimeout(save, 5000); });
    form.addEventListener("submit", () => { changed = false; clearTimeout(later); });
    document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
    addEventListener("online", save);
  });

  // What was typed stays when the language of the page changes, and when a form could not be sent.
  const answers = document.querySelector("main form.form");
  const place = location.pathname.replace(/^\/[a-z]{2,3}(-[a-z]+)?\//i, "/");
  const keep = (name) => {
    const typed = Array.from(new FormData(answers)).filter(([, value]) => typeof value === "string");
    sessionStorage.setItem(name, JSON.stringify({ at: place, from: location.pathname, typed }));
  };
  const fill = (name, isAnswered) => {
    const kept = JSON.parse(sessionStorage.getItem(name) || "null");
    if (!kept || (kept.at !== place && !isAnswered(kept))) return;
    sessionStorage.removeItem(name);
    if (kept.at === place && answers && !isAnswered(kept)) Array.from(answers.elements).forEach((control) => {
      const values = kept.typed.filter(([name]) => name === control.name).map(([, value]) => value);
      if (/^(checkbox|radio)$/.test(control.type)) control.checked = values.includes(control.value);
      else if (values.length && !/^(hidden|file|submit|password)$/.test(control.type)) control.value = values[0];
    });
  };
  fill("typed", (kept) => kept.at !== place);
  // A page that the form led to was its answer; any other page means that none came.
  fill("sent", (kept) => document.referrer && new URL(document.referrer).pathname === kept.from && performance.getEntriesByType("navigation")[0]?.type === "navigate");
  if (answers && answers.method === "post" && !("private" in answers.dataset)) answers.addEventListener("submit", () => keep("sent"));
  all(".languages button, .languages a").forEach((choice) => choice.addEventListener("click", () => { if (answers && !("private" in answers.dataset)) keep("typed"); }));

  // Search in a list of languages.
  all("[data-picker]").forEach((picker) => {
    const box = picker.querySelector(".picker-search");
    box.hidden = false;
    box.querySelector("input").addEventListener("input", (event) => {
      const words = event.target.value.trim().toLowerCase();
      all(".choice", picker).forEach((choice) => { choice.hidden = words !== "" && !choice.textContent.toLowerCase().includes(words) && !choice.querySelector("input").checked; });
    });
  });

  // Copy, print, listen.
  all("[data-copy]").forEach((button) => {
    if (!navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", () => navigator.clipboard.writeText(button.dataset.copy).then(() => { button.querySelector("span").textContent = button.dataset.copied; }));
  });
  all("[data-print]").forEach((button) => { button.hidden = false; button.addEventListener("click", () => window.print()); });
  const voices = window.speechSynthesis;
  all("[data-speak]").forEach((button) => {
    const language = root.lang;
    const offer = () => {
      const has = voices.getVoices().some((voice) => voice.lang.slice(0, 2) === language.slice(0, 2));
      button.hidden = !has;
      const other = button.parentNode.querySelector("[data-speak-else]");
      if (other) other.hidden = has;
    };
    if (!voices) return;
    offer();
    voices.addEventListener && voices.addEventListener("voiceschanged", offer);
    button.addEventListener("click", () => {
      if (voices.speaking) { voices.cancel(); return; }
      const text = button.dataset.speak;
      const words = new SpeechSynthesisUtterance(text[0] === "#" ? document.querySelector(text).innerText : text);
      words.lang = language;
      voices.speak(words);
    });
  });
})();
