// What is kept on the phone, in IndexedDB: the guide, the session under way, what is not sent yet, and what was done.
// Everything that one tap changes is written in one transaction, so that a killed page leaves all of it or nothing.

/** @typedef {"keep" | "runs" | "outbox" | "facts"} StoreName */

const NAME = "gluteal";
const VERSION = 1;

/** @type {Promise<IDBDatabase> | null} */
let opening = null;

/** @returns {Promise<IDBDatabase>} */
function open() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      const db = request.result;
      db.createObjectStore("keep");
      db.createObjectStore("runs", { keyPath: "id" });
      db.createObjectStore("outbox", { keyPath: "uid" });
      db.createObjectStore("facts", { keyPath: "uid" });
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
  return opening;
}

/**
 * @param {StoreName} store
 * @param {string} key
 * @returns {Promise<any>}
 */
export async function get(store, key) {
  const db = await open();
  return done(db.transaction(store).objectStore(store).get(key));
}

/**
 * @param {StoreName} store
 * @returns {Promise<any[]>}
 */
export async function all(store) {
  const db = await open();
  return done(db.transaction(store).objectStore(store).getAll());
}

/**
 * @param {StoreName} store
 * @returns {Promise<string[]>}
 */
export async function keys(store) {
  const db = await open();
  return /** @type {string[]} */ (await done(db.transaction(store).objectStore(store).getAllKeys()));
}

/**
 * @typedef {{store: StoreName, put?: any, key?: string, remove?: string, after?: number}} Change
 * A value to put (with its key where the store has no key path), or a key to remove. `after`: only where what stands
 * there has this `rev`, else nothing of all changes is written.
 */

/** Another tab of this phone has written in between. */
export class Overtaken extends Error {}

/**
 * Write all changes together, or none of them; returns once they are on the disk.
 * @param {Change[]} changes
 * @returns {Promise<void>}
 */
export async function commit(changes) {
  if (!changes.length) return;
  const db = await open();
  const names = [...new Set(changes.map((change) => change.store))];
  await new Promise((resolve, reject) => {
    const transaction = db.transaction(names, "readwrite", { durability: "strict" });
    let overtaken = false;
    for (const change of changes) {
      const store = transaction.objectStore(change.store);
      if (change.remove !== undefined) store.delete(change.remove);
      else if (change.after === undefined) store.put(change.put, change.key);
      else {
        const there = store.get(change.put.id);
        there.onsuccess = () => {
          overtaken = there.result !== undefined && (there.result.rev ?? 0) !== change.after;
          if (overtaken) transaction.abort();
          else store.put(change.put, change.key);
        };
      }
    }
    transaction.oncomplete = () => resolve(undefined);
    transaction.onabort = () => reject(overtaken ? new Overtaken() : transaction.error);
  });
}

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Ask the browser not to throw away what is kept when space gets short. */
export async function keepForGood() {
  if (navigator.storage?.persist) await navigator.storage.persist().catch(() => false);
}
