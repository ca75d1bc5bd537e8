/* Search in a page that was opened from a disk: no worker may be started there and nothing be fetched.

   In: the worker's own scripts, put below by taskbook/search.py, and the index, which is a script too and loaded at the
   first real query. Out: a Worker that runs in the page and is used as the real one is (search.js, Material). */
(() => {
  "use strict";
  const taskbook = (window.taskbook ||= {});
  const here = document.currentScript.src;

  /* Load the index; it puts itself into taskbook.index. */
  const load = (url) => new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), { src: url, onerror: reject });
    script.onload = () => resolve({ ok: true, json: () => taskbook.index });
    document.head.append(script);
  });

  window.Worker = class extends EventTarget {
    #self = {
      location: here,
      postMessage: (data) => queueMicrotask(() => this.dispatchEvent(new MessageEvent("message", { data }))),
    };

    constructor() {
      super();
      run(this.#self, load, () => {});
    }

    postMessage(data) {
      queueMicrotask(() => this.#self.onmessage({ data }));
    }

    terminate() {
      this.#self.onmessage = () => {};
    }
  };

  function run(self, fetch, importScripts) {
/* the worker's scripts */
  }
})();
