// Starts Blazor and says in words how the connection stands: connecting, live, lost.
(() => {
  const reloadedKey = 'reloaded-after-loss';
  const words = { connecting: 'connecting', live: 'live', lost: 'connection lost' };
  const notice = document.getElementById('components-reconnect-modal');
  let state = 'connecting';

  class ConnectionStatus extends HTMLElement {
    connectedCallback() { this.show(); }

    show() {
      this.dataset.state = state;
      const dot = document.createElement('span');
      dot.className = 'dot';
      this.replaceChildren(dot, words[state]);
    }
  }
  customElements.define('connection-status', ConnectionStatus);

  function set(newState) {
    if (state === newState) return;
    state = newState;
    document.querySelectorAll('connection-status').forEach(element => element.show());
    document.dispatchEvent(new CustomEvent('connection', { detail: state }));
  }

  function say(text, forMilliseconds) {
    notice.textContent = text;
    notice.classList.toggle('is-shown', text !== '');
    if (forMilliseconds) setTimeout(() => { if (notice.textContent === text) say(''); }, forMilliseconds);
  }

  // The server does not know this page any more. What it showed stands in its address, so loading it again brings it back.
  function reload() {
    set('lost');
    say('The server was restarted, or this page was away too long. Loading it again…');
    try { sessionStorage.setItem(reloadedKey, '1'); } catch { /* Only the word afterwards is lost. */ }
    location.reload();
  }

  async function reloadWhenReady() {
    set('lost');
    say('The connection to the server is lost. The page loads again as soon as the server answers.');
    try {
      if ((await fetch('/health/ready')).ok) return reload();
    } catch { /* Not yet. */ }
    setTimeout(reloadWhenReady, 1000);
  }

  new MutationObserver(() => {
    const has = name => notice.classList.contains(`components-reconnect-${name}`);
    if (has('rejected')) {
      reload();
    } else if (has('failed')) {
      reloadWhenReady();
    } else if (has('show')) {
      set('lost');
      say('The connection to the server is lost. Trying again…');
    } else if (has('hide') && state === 'lost') {
      set('live');
      say('Connected again. Nothing was lost.', 4000);
    }
  }).observe(notice, { attributes: true, attributeFilter: ['class'] });

  // Blazor shows this element when an error on the server ended the page.
  new MutationObserver(() => set('lost')).observe(document.getElementById('blazor-error-ui'), { attributes: true, attributeFilter: ['style'] });

  window.connectionStatus = {
    isLive: () => state === 'live',
    live() {
      set('live');
      let wasReloaded = false;
      try {
        wasReloaded = sessionStorage.getItem(reloadedKey) === '1';
        sessionStorage.removeItem(reloadedKey);
      } catch { /* Then nothing is said. */ }
      if (wasReloaded) say('Connected again, with your selection.', 6000);
    },
  };

  Blazor.start({
    // Some ten minutes, once a second; after that the page asks by itself whether the server is there.
    circuit: { reconnectionOptions: { maxRetries: 600, retryIntervalMilliseconds: 1000 } },
  }).catch(reloadWhenReady);
})();
