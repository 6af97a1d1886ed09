// Light or dark: as the system has it, until somebody chooses.

/** Show what was chosen before. */
export function restoreTheme() {
  apply(localStorage.getItem("pq-theme"));
}

/** Choose the other one. */
export function switchTheme() {
  const isDark = getComputedStyle(document.documentElement).colorScheme === "dark";
  const theme = isDark ? "light" : "dark";
  localStorage.setItem("pq-theme", theme);
  apply(theme);
}

/** @param {string | null} theme */
function apply(theme) {
  if (theme) document.documentElement.dataset.pqTheme = theme;
}
