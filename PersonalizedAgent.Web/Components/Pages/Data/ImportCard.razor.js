// Sends files that were dropped or chosen, one after the other.
export function attach(zone, input, host) {
  let isDetached = false;

  const send = async files => {
    if (files.length === 0 || isDetached) return;
    const id = await host.invokeMethodAsync('BeginAsync', files.reduce((sum, file) => sum + file.size, 0));
    if (!id || isDetached) return;
    for (const file of files) {
      let isHere = false;
      try {
        isHere = (await fetch(`/api/imports/${id}/files/${encodeURIComponent(file.name)}`, { method: 'PUT', body: file })).ok;
      } catch { /* The connection broke, or the file vanished. */ }
      // Whoever leaves the page gives up the import.
      if (isDetached) return;
      if (!isHere) {
        await host.invokeMethodAsync('OnNotSent', id, file.name);
        return;
      }
    }
    await host.invokeMethodAsync('OnSent', id, files.length === 1 ? files[0].name.replace(/\.[^.]*$/, '') : 'My data');
  };

  input.addEventListener('change', () => {
    const files = [...input.files];
    input.value = '';
    send(files);
  });
  for (const name of ['dragenter', 'dragover']) {
    zone.addEventListener(name, event => {
      event.preventDefault();
      zone.classList.add('is-over');
    });
  }
  for (const name of ['dragleave', 'drop']) zone.addEventListener(name, () => zone.classList.remove('is-over'));
  zone.addEventListener('drop', event => {
    event.preventDefault();
    send([...event.dataTransfer.files]);
  });
  zone.dataset.ready = '';

  return {
    detach() {
      isDetached = true;
    },
  };
}
