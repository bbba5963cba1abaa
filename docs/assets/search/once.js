// What a key stands for, made once; what failed is made again, and so is what came before the last `most`.
export function once(known, key, make, most = Infinity) {
  if (!known.has(key)) {
    if (known.size >= most) known.delete(known.keys().next().value);
    known.set(key, make().catch((error) => {
      known.delete(key);
      throw error;
    }));
  }
  return known.get(key);
}
