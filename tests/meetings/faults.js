// Keeps `runs` meetings while the network drops, repeats, delays and reorders what is sent and the
// phone's clock jumps. Resolves with the ids that the page was told are safe on this phone.
async ({ runs, seed, tickets, key, canary }) => {
  let state = seed;
  const random = () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648;
  const real = window.__real || (window.__real = window.fetch.bind(window));
  const clock = window.__clock || (window.__clock = Date.now);
  const late = [];
  let skew = 0;
  Date.now = () => clock.call(Date) + skew;
  window.fetch = async (...sent) => {
    const luck = random();
    if (luck < 0.2) throw new TypeError("dropped");
    if (luck < 0.35) { await real(...sent); throw new TypeError("the answer was lost"); }
    if (luck < 0.5) { await real(...sent); return real(...sent); }
    if (luck < 0.65) { late.push(sent); throw new TypeError("it comes later"); }
    return real(...sent);
  };
  const safe = [];
  for (let run = 0; run < runs; run++) {
    skew = [0, 0, 3, -3, 400, -400][Math.floor(random() * 6)] * 86400000;
    const told = {
      id: crypto.randomUUID(), ago: Math.floor(random() * 3), minutes: 1 + (run % 1440),
      mode: "phone", place_kind: "", theme: canary, steps: [], concern: false, next: null,
      ticket: tickets[run % tickets.length],
    };
    safe.push([await window.amirOutbox.keep(key, told), told.minutes]);
    if (random() < 0.5) await window.amirOutbox.flush();
    if (late.length && random() < 0.5) await real(...late.splice(Math.floor(random() * late.length), 1)[0]);
  }
  for (const sent of late) await real(...sent);
  window.fetch = real;
  Date.now = clock;
  return safe;
}
