/**
 * Return the value for a key, making it on first use only. A failed value is made again next time, and the cache drops
 * its oldest values when it is full.
 * @template T
 * @param {Map<string, Promise<T>>} cache
 * @param {string} key
 * @param {() => Promise<T>} make
 * @param {number} [limit] how many values the cache keeps
 * @returns {Promise<T>}
 */
export function makeOnce(cache, key, make, limit = Infinity) {
  const cached = cache.get(key);
  if (cached) return cached;
  if (cache.size >= limit) {
    const [oldest] = cache.keys();
    cache.delete(oldest);
  }
  const value = make().catch((error) => {
    cache.delete(key);
    throw error;
  });
  cache.set(key, value);
  return value;
}
