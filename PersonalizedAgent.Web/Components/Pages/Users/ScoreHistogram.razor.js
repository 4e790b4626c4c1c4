// Lets a person draw a stretch over the histogram. The stretch follows the pointer here; the server hears of it when it is done.

export function attach(element, histogram) {
  const plot = element.querySelector('.histogram-plot');
  let start = null;
  let before = null;

  const shareOf = event => {
    const place = plot.getBoundingClientRect();
    return Math.min(Math.max((event.clientX - place.left) / place.width, 0), 1);
  };

  function show(from, to) {
    plot.style.setProperty('--from', Math.min(from, to));
    plot.style.setProperty('--to', Math.max(from, to));
    plot.querySelector('.histogram-brush').hidden = false;
  }

  function onDown(event) {
    // The ends' handles move by themselves.
    if (event.button !== 0 || event.target.matches('input') || !connectionStatus.isLive()) return;
    start = shareOf(event);
    before = [plot.style.getPropertyValue('--from'), plot.style.getPropertyValue('--to'), plot.querySelector('.histogram-brush').hidden];
    plot.setPointerCapture(event.pointerId);
    event.preventDefault();
  }

  function onMove(event) {
    if (start !== null) show(start, shareOf(event));
  }

  // The server draws the stretch anew where it changes the filter; where it does not, what was there stays.
  function restore() {
    plot.style.setProperty('--from', before[0]);
    plot.style.setProperty('--to', before[1]);
    plot.querySelector('.histogram-brush').hidden = before[2];
    start = null;
  }

  function onUp(event) {
    if (start === null) return;
    const [from, to] = [Math.min(start, shareOf(event)), Math.max(start, shareOf(event))];
    restore();
    histogram.invokeMethodAsync('OnBrushedAsync', from, to);
  }

  function onCancel() {
    if (start !== null) restore();
  }

  plot.addEventListener('pointerdown', onDown);
  plot.addEventListener('pointermove', onMove);
  plot.addEventListener('pointerup', onUp);
  plot.addEventListener('pointercancel', onCancel);

  return {
    detach() {
      plot.removeEventListener('pointerdown', onDown);
      plot.removeEventListener('pointermove', onMove);
      plot.removeEventListener('pointerup', onUp);
      plot.removeEventListener('pointercancel', onCancel);
    },
  };
}
