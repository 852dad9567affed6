// Runs before the first paint so that a chosen theme never flashes the other one.
(function () {
  try {
    var theme = localStorage.getItem('quotahit.theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch {
    // Storage may be closed to us; the system's theme is then the right one.
  }
})();
