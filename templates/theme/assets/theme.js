/* Runs before the page is painted: dark paper and large type as this browser keeps them (see reading.js). */
(() => {
  const root = document.documentElement;
  const sheet = document.getElementById("__dark");
  const kept = (key) => { try { return localStorage.getItem(`tb-${key}`); } catch { return null; } };
  const paint = () => {
    const theme = kept("theme");
    sheet.media = theme === "dark" ? "screen" : theme === "light" ? "not all" : "screen and (prefers-color-scheme: dark)";
    root.style.colorScheme = theme || "";
    if (kept("type") === "large") root.dataset.type = "large";
    else delete root.dataset.type;
  };
  (window.taskbook ||= {}).paint = paint;
  root.classList.replace("no-js", "js");
  paint();
})();
