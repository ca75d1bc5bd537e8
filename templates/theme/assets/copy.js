/* Copies a citation. In: buttons [data-copies="id of the words"] with their own words data-copied and data-failed. Out:
   the words in the clipboard, told in the status beside the button. Where the site's public address isn't known, an
   address (.address) that begins with / becomes the one at which the page is being read. */
(() => {
  "use strict";
  if (location.protocol.startsWith("http")) {
    for (const place of document.querySelectorAll("article .address")) {
      if (place.textContent.startsWith("/")) place.textContent = location.origin + location.pathname;
    }
  }
  const select = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  };
  const copy = async (element) => {
    try {
      await navigator.clipboard.writeText(element.innerText.trim());
      return true;
    } catch { /* no clipboard without https: the older way, and else by the reader's own keys */
      select(element);
      try { return document.execCommand("copy"); } catch { return false; }
    }
  };
  for (const button of document.querySelectorAll("button[data-copies]")) {
    const words = document.getElementById(button.dataset.copies);
    const status = button.parentElement.querySelector("[role=status]");
    button.hidden = !words;
    button.addEventListener("click", async () => {
      status.textContent = "";
      status.textContent = (await copy(words)) ? button.dataset.copied : button.dataset.failed;
    });
  }
})();
