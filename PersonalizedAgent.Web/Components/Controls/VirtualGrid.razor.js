// Tells a VirtualGrid where it is scrolled to and which keys are pressed. One report at a time; the last position always gets through.

const keys = new Set(['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End', 'Enter', ' ']);

export function attach(element, grid) {
  const head = element.querySelector('.vgrid-head');
  let isReporting = false;
  let hasMoved = false;
  let isDetached = false;
  let keyQueue = Promise.resolve();

  async function report() {
    hasMoved = true;
    if (isReporting || isDetached || !connectionStatus.isLive()) return;
    isReporting = true;
    try {
      while (hasMoved && !isDetached) {
        hasMoved = false;
        await grid.invokeMethodAsync('OnScrolledAsync', element.scrollTop, element.clientHeight - head.offsetHeight);
      }
    } finally {
      isReporting = false;
    }
  }

  function onKey(event) {
    if (event.target !== element || !keys.has(event.key) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    if (!connectionStatus.isLive()) return;
    // Strictly in the order pressed, each on the row that is seen as active by then.
    keyQueue = keyQueue.then(async () => {
      if (isDetached) return;
      const top = await grid.invokeMethodAsync('OnKeyAsync', event.key, element.getAttribute('aria-activedescendant'));
      if (Math.abs(element.scrollTop - top) >= 1) element.scrollTop = top;
    });
  }

  // A call that was under way when the connection broke is never answered: what waits for it begins anew.
  function onConnection(event) {
    if (event.detail !== 'live') return;
    isReporting = false;
    keyQueue = Promise.resolve();
    report();
  }

  const onScroll = () => requestAnimationFrame(report);
  const resized = new ResizeObserver(report);
  element.addEventListener('scroll', onScroll, { passive: true });
  element.addEventListener('keydown', onKey);
  document.addEventListener('connection', onConnection);
  resized.observe(element);
  element.dataset.ready = '';

  return {
    scrollTo(top) {
      element.scrollTop = top;
      report();
    },
    detach() {
      isDetached = true;
      element.removeEventListener('scroll', onScroll);
      element.removeEventListener('keydown', onKey);
      document.removeEventListener('connection', onConnection);
      resized.disconnect();
    },
  };
}
