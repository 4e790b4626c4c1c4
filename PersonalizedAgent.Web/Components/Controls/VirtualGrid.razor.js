// Tells a VirtualGrid where it is scrolled to and which keys are pressed. One report at a time; the last position always gets through.

const keys = new Set(['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End', 'Enter', ' ']);

export function attach(element, grid) {
  const head = element.querySelector('.vgrid-head');
  let isReporting = false;
  let hasMoved = false;
  let keyQueue = Promise.resolve();

  async function report() {
    hasMoved = true;
    if (isReporting) return;
    isReporting = true;
    try {
      while (hasMoved) {
        hasMoved = false;
        await grid.invokeMethodAsync('OnScrolled', element.scrollTop, element.clientHeight - head.offsetHeight);
      }
    } catch {
      // The connection is lost: connection.js tells the person, and a new circuit attaches anew.
    } finally {
      isReporting = false;
    }
  }

  function onKey(event) {
    if (event.target !== element || !keys.has(event.key) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    // Strictly in the order pressed.
    keyQueue = keyQueue
      .then(() => grid.invokeMethodAsync('OnKeyAsync', event.key))
      .then(top => { if (Math.abs(element.scrollTop - top) >= 1) element.scrollTop = top; })
      .catch(() => { /* as in report */ });
  }

  const onScroll = () => requestAnimationFrame(report);
  const resized = new ResizeObserver(report);
  element.addEventListener('scroll', onScroll, { passive: true });
  element.addEventListener('keydown', onKey);
  resized.observe(element);
  element.dataset.ready = '';

  return {
    scrollTo(top) {
      element.scrollTop = top;
      return report();
    },
    detach() {
      element.removeEventListener('scroll', onScroll);
      element.removeEventListener('keydown', onKey);
      resized.disconnect();
    },
  };
}
