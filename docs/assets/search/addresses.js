// Reads what readers paste: an address of the official site, of a UN document or of this site.

// "https://spcommreports.ohchr.org/TmSearch/RelCom?code=XAA+3%2F2024", with or without its beginning
const OFFICIAL = /(?:https?:\/\/\S*|\S*RelCom)[?&]code=([^&#\s]+)\S*/i;
// "https://docs.un.org/en/A/HRC/17/31", "https://undocs.org/A/HRC/17/31"
const DOCUMENT = /(?:https?:\/\/)?(?:www\.)?(?:undocs\.org|docs\.un\.org)\/(?:(?:ar|zh|en|fr|ru|es)\/)?([^?#\s]+)\S*/i;
// ".../communications/al-xaa-3-2024/"
const LETTER = /(?:https?:\/\/)?\S*\/communications\/([a-z]+-[a-z]{3}-[0-9]+-[0-9]{4}|[a-z]{3}-[0-9]+-[0-9]{4})\S*/i;
// "UN Doc. A/HRC/17/31"
const BEFORE_SYMBOL = /\bU\.?N\.?\s+Doc(?:ument|s)?\b\.?:?\s*(?=[A-Z]+\/)/gi;

/**
 * Return a query in which each address is replaced by the reference or the symbol that it has.
 * @param {string} text
 */
export function readAddresses(text) {
  return [OFFICIAL, DOCUMENT, LETTER]
    .reduce((read, pattern) => read.replace(pattern, (_, written) => decode(written)), text)
    .replace(BEFORE_SYMBOL, "");
}

/** @param {string} written part of an address */
function decode(written) {
  try {
    return decodeURIComponent(written.replace(/\+/g, " "));
  } catch {
    return written;
  }
}
