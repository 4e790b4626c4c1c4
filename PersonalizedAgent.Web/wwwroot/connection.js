// Starts Blazor and says in words how the connection stands: connecting, live, lost.
(() => {
  const restartedKey = 'server-restarted';
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
  }

  function say(text, forMilliseconds) {
    notice.textContent = text;
    notice.classList.toggle('is-shown', text !== '');
    if (forMilliseconds) setTimeout(() => { if (notice.textContent === text) say(''); }, forMilliseconds);
  }

  function reloadAfterRestart() {
    say('The server was restarted. Loading the page again…');
    try { sessionStorage.setItem(restartedKey, '1'); } catch { /* Only the word afterwards is lost. */ }
    location.reload();
  }

  new MutationObserver(() => {
    const has = name => notice.classList.contains(`components-reconnect-${name}`);
    if (has('rejected')) {
      reloadAfterRestart();
    } else if (has('failed')) {
      set('lost');
      say('The connection to the server is lost. The page loads again as soon as the server answers.');
      setInterval(async () => {
        try { if ((await fetch('/health/ready')).ok) reloadAfterRestart(); } catch { /* Not yet. */ }
      }, 1000);
    } else if (has('show')) {
      set('lost');
      say('The connection to the server is lost. Trying again…');
    } else if (has('hide') && state === 'lost') {
      set('live');
      say('Connected again. Nothing was lost.', 4000);
    }
  }).observe(notice, { attributes: true, attributeFilter: ['class'] });

  window.connectionStatus = {
    live() {
      set('live');
      let wasRestarted = false;
      try {
        wasRestarted = sessionStorage.getItem(restartedKey) === '1';
        sessionStorage.removeItem(restartedKey);
      } catch { /* Then nothing is said. */ }
      if (wasRestarted) say('The server was restarted. The page is live again, with your selection.', 6000);
    },
  };

  Blazor.start({
    circuit: { reconnectionOptions: { maxRetries: 100000, retryIntervalMilliseconds: 500 } },
  });
})();
