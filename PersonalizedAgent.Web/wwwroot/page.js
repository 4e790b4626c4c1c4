// What the page does without the server.

// Opens a popover beside the button that opens it, inside the window.
document.addEventListener('beforetoggle', event => {
  const popover = event.target;
  if (event.newState !== 'open' || !popover.id) return;
  const button = document.querySelector(`[popovertarget="${CSS.escape(popover.id)}"]`);
  if (!button) return;
  const place = button.getBoundingClientRect();
  requestAnimationFrame(() => {
    const left = Math.min(place.left, innerWidth - popover.offsetWidth - 12);
    const top = Math.min(place.bottom + 6, innerHeight - popover.offsetHeight - 12);
    popover.style.left = `${Math.max(left, 12)}px`;
    popover.style.top = `${Math.max(top, 12)}px`;
  });
}, true);

// The skip link moves the focus. Followed as a link it would leave the address, and with it what the page shows.
document.addEventListener('click', event => {
  if (!event.target.closest('.skip-link')) return;
  event.preventDefault();
  document.getElementById('main')?.focus();
});

// Which columns of a dataset's users a person has hidden; kept in this browser alone.
window.columnChoice = {
  load(dataset) {
    try { return JSON.parse(localStorage.getItem(`hidden-columns ${dataset}`)); } catch { return null; }
  },
  save(dataset, hidden) {
    try { localStorage.setItem(`hidden-columns ${dataset}`, JSON.stringify(hidden)); } catch { /* A browser that keeps nothing shows them anew next time. */ }
  },
};
