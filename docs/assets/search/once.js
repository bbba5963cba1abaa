// What a key stands for, made once; what failed is made again.
export function once(known, key, make) {
  if (!known.has(key)) {
    known.set(key, make().catch((error) => {
      known.delete(key);
      throw error;
    }));
  }
  return known.get(key);
}
