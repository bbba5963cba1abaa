// Reloads a page when what is shown changes, and shows the faults of the record above it. Only `letterbook serve` adds
// this to pages.
"use strict";
(() => {
  let shown = 0;
  const box = document.createElement("pre");
  Object.assign(box.style, {
    position: "fixed", inset: "auto 0 0 0", zIndex: "1000", margin: "0", padding: "1rem", maxHeight: "50vh",
    overflow: "auto", whiteSpace: "pre-wrap", background: "#7a1f1f", color: "#fff", font: "0.8rem/1.5 monospace",
  });
  box.setAttribute("role", "alert");

  const events = new EventSource("/-/events");
  events.addEventListener("message", ({ data }) => {
    const { number, faults } = JSON.parse(data);
    if (faults) {
      box.textContent = faults;
      document.body.append(box);
    } else if (shown && number !== shown) {
      location.reload();
    } else {
      box.remove();
    }
    shown = number;
  });
  addEventListener("pagehide", () => events.close());
})();
