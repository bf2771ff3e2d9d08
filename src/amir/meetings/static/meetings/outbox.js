/* A meeting is sealed to the server and kept on the phone first, then sent; it goes only after
   its receipt came. Nobody reads it here, and whoever signs in or out meanwhile loses nothing. */
(function () {
  "use strict";
  if (!window.isSecureContext || !window.indexedDB || !(window.crypto && crypto.subtle)) return;
  const PATIENCE = [5, 15, 60, 300]; // seconds until the next try; then the last one for ever
  const SHELL = "/m/offline/", CACHE = "amir-meetings", DAY = 86400000;
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  const text = (held) => btoa(String.fromCharCode(...held)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  // --- what is kept: `pairs` (a symbol and a ticket that only the server reads), `outbox`
  let opened;
  const open = () => opened || (opened = new Promise((done, failed) => {
    const wanted = indexedDB.open("amir-meetings", 1);
    wanted.onupgradeneeded = () => {
      wanted.result.createObjectStore("pairs", { keyPath: "id" });
      wanted.result.createObjectStore("outbox", { keyPath: "id" });
    };
    wanted.onsuccess = () => { wanted.result.onclose = () => { opened = null; }; done(wanted.result); };
    wanted.onerror = () => { opened = null; failed(wanted.error); };
  }));
  const act = async (store, how, ...given) => {
    const database = await open();
    return new Promise((done, failed) => {
      const kind = how.startsWith("get") ? "readonly" : "readwrite";
      const work = database.transaction(store, kind, { durability: "strict" });
      const asked = work.objectStore(store)[how](...given);
      work.oncomplete = () => done(asked.result);
      work.onerror = work.onabort = () => failed(work.error);
    });
  };

  // --- all of it lies in two stores: Chromium, killed amid a write, may throw away the whole
  // IndexedDB of a site two starts later (its log is reused with a torn end: google/leveldb #1287)
  const kept = (kind, answer, entry) => {
    const copies = async () => caches.open("amir-meetings-" + kind), place = (id) => `/m/${kind}/${id}`;
    const stores = [{
      put: async (each) => (await copies()).put(place(each.id), answer(each)),
      drop: async (id) => (await copies()).delete(place(id)),
      all: async () => {
        const cache = await copies();
        const found = await Promise.allSettled((await cache.keys()).map(async (asked) => entry(asked.url.split("/").pop(), await cache.match(asked))));
        return found.flatMap((each) => each.value || []);
      },
    }, {
      put: (each) => act(kind, "put", each),
      drop: (id) => act(kind, "delete", id),
      all: () => act(kind, "getAll"),
    }];
    // What each store answers; a browser that has only one of them does with one.
    const inBoth = async (what) => {
      const done = await Promise.allSettled(stores.map(what));
      if (done.every((each) => each.status === "rejected")) throw done[0].reason;
      return done.map((each) => each.value || []);
    };
    const lists = () => inBoth((store) => store.all());
    const union = (found) => [...new Map(found.flat().map((each) => [each.id, each])).values()];
    return {
      put: (each) => inBoth((store) => store.put(each)),
      drop: (id) => inBoth((store) => store.drop(id)),
      all: async () => union(await lists()),
      // What one store lost comes back from the other. Was it sent meanwhile: twice is one meeting.
      mend: async () => {
        const found = await lists(), ids = found.map((list) => new Set(list.map((each) => each.id)));
        await inBoth((store, which) => Promise.all(union(found).filter((each) => !ids[which].has(each.id)).map(store.put)));
      },
    };
  };
  const outbox = kept("outbox", (each) => new Response(each.envelope), async (id, answer) => ({ id, envelope: new Uint8Array(await answer.arrayBuffer()) }));
  const pairs = kept("pairs", (pair) => new Response(JSON.stringify(pair)), (id, answer) => answer.json());

  // --- sealing: ECDH P-256, HKDF-SHA256, AES-256-GCM, as meetings/sealing.py opens it
  const seal = async (key, told) => {
    const curve = { name: "ECDH", namedCurve: "P-256" };
    const server = await crypto.subtle.importKey("raw", bytes(key), curve, false, []);
    const mine = await crypto.subtle.generateKey(curve, false, ["deriveBits"]);
    const point = new Uint8Array(await crypto.subtle.exportKey("raw", mine.publicKey));
    const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: server }, mine.privateKey, 256);
    const base = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
    const info = new TextEncoder().encode("amir.meetings.outbox.1");
    const secret = await crypto.subtle.deriveKey({ name: "HKDF", hash: "SHA-256", salt: point, info }, base, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
    const nonce = crypto.getRandomValues(new Uint8Array(12));
    const head = Uint8Array.of(1, ...point);
    const plain = new TextEncoder().encode(JSON.stringify(told).padEnd(640));
    const hidden = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce, additionalData: head }, secret, plain));
    return Uint8Array.of(...head, ...nonce, ...hidden);
  };
  const newId = () => (crypto.randomUUID ? crypto.randomUUID() : "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) => (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16)));

  // Seal and keep; resolves with its id when it is safe on this phone.
  const keep = async (key, told) => {
    const id = told.id || newId();
    const envelope = await seal(key, Object.assign({ at: Date.now() }, told, { id }));
    await outbox.put({ id, envelope });
    return id;
  };

  // --- sending: each until its receipt came; never given up
  let tries = 0, later;
  const send = async (entry) => {
    const answer = await fetch("/m/sealed/", {
      method: "POST", credentials: "omit", headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ envelope: text(entry.envelope), now: Date.now() }),
    });
    const told = await answer.json().catch(() => ({}));
    const digest = text(new Uint8Array(await crypto.subtle.digest("SHA-256", entry.envelope)));
    if (told.receipt === digest) { await outbox.drop(entry.id); return "sent"; }
    if (answer.status === 429) return "later";
    return answer.status === 422 ? told.problem || "refused" : "";
  };
  // Returns {sent: [ids], refused: {id: why}, left: how many}.
  const flush = async () => {
    const found = { sent: [], refused: {}, left: 0 };
    for (const entry of await outbox.all()) {
      try {
        const came = await send(entry);
        if (came === "later") break; // too many in an hour: the rest waits, too
        if (came === "sent") found.sent.push(entry.id);
        else if (came) found.refused[entry.id] = came;
      } catch (error) { /* no network: it stays */ }
    }
    found.left = (await outbox.all()).length;
    clearTimeout(later);
    tries = found.left && !found.sent.length ? tries + 1 : 0;
    if (found.left) later = setTimeout(sendAll, 1000 * PATIENCE[Math.min(tries, PATIENCE.length - 1)]);
    return found;
  };
  window.amirOutbox = { keep, flush, waiting: async () => (await outbox.all()).map((entry) => entry.id) };

  // --- the page
  const said = document.querySelector("[data-outbox-said]");
  const tell = (words, left) => {
    if (!said) return;
    said.hidden = !words && !left;
    said.querySelector("[data-outbox-words]").textContent = words || "";
    said.querySelector("[data-outbox-count]").textContent = left;
    said.querySelector("[data-outbox-send]").hidden = !left;
  };
  const sendAll = async () => {
    if (!(await outbox.all()).length) { tell("", 0); return { sent: [], refused: {}, left: 0 }; }
    const found = await flush();
    const refused = Object.values(found.refused);
    tell(found.left ? refused[0] || said?.dataset.kept : said?.dataset.sent, found.left);
    return found;
  };

  const form = document.querySelector("form[data-outbox]");
  const value = (name) => new FormData(form).get(name) || "";
  const boxes = (name) => {
    const [year, month, day] = ["year", "month", "day"].map((part) => Number(value(name + "_" + part)));
    return year && month && day ? new Date(year, month - 1, day) : null;
  };
  const days = (from, to) => Math.round((new Date(to).setHours(12, 0, 0, 0) - new Date(from).setHours(12, 0, 0, 0)) / DAY);
  // What was told, or null where only the server can say what is missing.
  const read = () => {
    const now = new Date();
    const day = value("ago") === "other" ? boxes("day") : new Date(now - value("ago") * DAY);
    const minutes = Number(value("minutes") === "other" ? value("other_minutes") : value("minutes"));
    if (!day || !(minutes >= 1 && minutes <= 1440)) return null;
    const ago = days(day, now), onward = value("next") === "other" ? boxes("next_day") : null;
    if (!(ago >= 0 && ago <= 366) || (value("next") === "other" && !onward)) return null;
    return {
      id: value("client_id") || undefined, ago, minutes, mode: value("mode"),
      place_kind: value("place_kind"), theme: value("theme"),
      steps: new FormData(form).getAll("steps"), concern: value("concern") === "on",
      next: onward ? days(day, onward) : Number(value("next")) || null,
    };
  };
  const submit = async (event) => {
    const told = read();
    const ticket = "offline" in form.dataset ? value("pair") : form.dataset.ticket;
    if ((!told || !ticket) && !("offline" in form.dataset)) return;
    event.preventDefault();
    if (!told || !ticket || form.dataset.busy) return;
    form.dataset.busy = "yes";
    try {
      const id = await keep(form.dataset.key, Object.assign(told, { ticket }));
      tell(said.dataset.kept, (await outbox.all()).length);
      const found = await sendAll();
      if (found.sent.includes(id) && form.dataset.done) { location.assign(form.dataset.done + id); return; }
      form.reset();
      const box = form.querySelector("[name=client_id]");
      if (box) box.value = newId();
      said.scrollIntoView({ block: "center" });
    } catch (error) {
      if (!("offline" in form.dataset)) form.submit(); // this phone keeps nothing: the usual way
    } finally { delete form.dataset.busy; }
  };

  // --- ready for the next time without network: the page of nobody, and which pairs there are
  const prepare = async () => {
    if (form && form.dataset.ticket) await pairs.put({ id: form.dataset.pair, symbol: form.dataset.symbol, ticket: form.dataset.ticket });
    if (!form || !form.dataset.shell || !navigator.serviceWorker || !window.caches) return;
    await navigator.serviceWorker.register("/m/worker.js", { scope: form.dataset.scope });
    const cache = await caches.open(CACHE), last = await cache.match(SHELL, { ignoreVary: true });
    const isFresh = last && last.headers.get("Content-Language") === document.documentElement.lang && Date.now() - new Date(last.headers.get("Date")) < DAY;
    if (isFresh) return;
    const shell = await fetch(form.dataset.shell, { credentials: "omit" });
    if (!shell.ok) return;
    const files = Array.from(document.querySelectorAll("link[rel=stylesheet], script[src]"), (each) => each.href || each.src);
    await cache.addAll(files.filter((each) => each.startsWith(location.origin)));
    await cache.put(SHELL, shell);
  };
  const showPairs = async () => {
    const known = await pairs.all(), place = form.querySelector("[data-outbox-pairs]");
    known.forEach((pair, index) => {
      const drawn = document.querySelector(`template[data-symbol="${CSS.escape(pair.symbol)}"]`).content.cloneNode(true);
      const box = drawn.querySelector("input");
      box.value = pair.ticket; box.id = "pair-" + index; box.checked = index === 0;
      drawn.querySelector("label").htmlFor = box.id;
      place.append(drawn);
    });
    form.hidden = !known.length;
    document.querySelector("[data-outbox-nobody]").hidden = known.length > 0;
  };

  if (form) form.addEventListener("submit", submit);
  if (form && "offline" in form.dataset) showPairs();
  if (said) said.querySelector("[data-outbox-send]").addEventListener("click", sendAll);
  addEventListener("online", sendAll);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) sendAll(); });
  prepare().catch(() => {});
  pairs.mend().catch(() => {});
  outbox.mend().then(sendAll).catch(() => {});
})();
