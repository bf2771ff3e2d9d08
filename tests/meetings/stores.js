// Which meetings lie in which store of this phone: now, and before the page's own scripts began.
(() => {
  const inDatabase = () => new Promise((done) => {
    const asked = indexedDB.open("amir-meetings");
    asked.onupgradeneeded = () => asked.transaction.abort(); // there is none: do not make one
    asked.onerror = () => done([]);
    asked.onsuccess = () => {
      const keys = asked.result.transaction("outbox").objectStore("outbox").getAllKeys();
      keys.onsuccess = () => { asked.result.close(); done(keys.result); };
    };
  });
  const inCache = async () => {
    if (!(await caches.has("amir-meetings-outbox"))) return [];
    const kept = await (await caches.open("amir-meetings-outbox")).keys();
    return kept.map((asked) => asked.url.split("/").pop());
  };
  if (location.protocol !== "http:") return;
  window.heldBy = async () => ({ indexeddb: await inDatabase(), cache_storage: await inCache() });
  window.heldAtStart = window.heldBy();
})();
