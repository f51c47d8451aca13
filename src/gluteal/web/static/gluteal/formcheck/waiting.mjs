// Keeps a set that could not be counted yet, on this device alone, until the network is back.

const NAME = "gluteal-form";

/** @returns {Promise<IDBDatabase>} */
function opened() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("takes");
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

/**
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T>} act
 * @returns {Promise<T | undefined>} nothing where this browser keeps nothing
 */
async function within(mode, act) {
  try {
    const base = await opened();
    try {
      return await new Promise((resolve, reject) => {
        const asked = act(base.transaction("takes", mode).objectStore("takes"));
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
      });
    } finally {
      base.close();
    }
  } catch {
    return undefined;
  }
}

/** @param {import("./link.mjs").Take} take */
export const put = (take) => within("readwrite", (store) => store.put(take, take.screen ?? take.exercise));

/** @param {string} exercise or screen @returns {Promise<import("./link.mjs").Take | undefined>} */
export const get = (exercise) => within("readonly", (store) => store.get(exercise));

/** @param {string} exercise or screen */
export const remove = (exercise) => within("readwrite", (store) => store.delete(exercise));
