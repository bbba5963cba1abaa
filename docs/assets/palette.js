// The palette: the one that the reader chose with the button before this script, or the first that suits the system.
{
  const { src } = /** @type {HTMLScriptElement} */ (document.currentScript);
  const key = `${new URL("..", src).pathname}palette`; // sites of one host keep their choices apart
  const button = /** @type {HTMLButtonElement} */ (document.querySelector("[data-lb-palettes]"));
  /** @type {string[][]} Of each: the name of the button while it is chosen, a media query or "", and three colours. */
  const palettes = JSON.parse(button.dataset.lbPalettes ?? "");
  /** @param {string[]} palette */
  const suits = ([, media]) => !media || matchMedia(media).matches;

  let chosen = Math.max(0, palettes.findIndex(suits));
  try {
    chosen = Number(localStorage.getItem(key) ?? chosen) % palettes.length;
  } catch { /* the browser keeps nothing for this site */ }

  const show = () => {
    const palette = palettes[chosen];
    const [name, media] = palette;
    const followsSystem = media === "(prefers-color-scheme)";
    const other = followsSystem && palettes.find((each) => each !== palette && suits(each));
    const [, , scheme, primary, accent] = other || palette;
    Object.assign(document.body.dataset, { mdColorScheme: scheme, mdColorPrimary: primary, mdColorAccent: accent });
    button.title = name;
    button.ariaLabel = name;
  };

  show();
  button.hidden = false;
  button.addEventListener("click", () => {
    chosen = (chosen + 1) % palettes.length;
    show();
    try {
      localStorage.setItem(key, String(chosen));
    } catch { /* as above */ }
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
}
