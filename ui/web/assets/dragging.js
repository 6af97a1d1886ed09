// Rows of a list put into another order by dragging a handle; fingers can do it too.

/**
 * @param {HTMLElement} list
 * @param {HTMLElement} row
 * @param {HTMLElement} handle
 * @param {(to: number) => void} onDrop Told of the row's new place, unless it is the old one.
 */
export function dragRow(list, row, handle, onDrop) {
  const rows = () => [...list.children];
  let from = -1;

  handle.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    from = rows().indexOf(row);
    handle.setPointerCapture(event.pointerId);
    row.dataset.dragged = "";
    event.preventDefault();
  });

  handle.addEventListener("pointermove", (event) => {
    if (from < 0) return;
    const others = rows().filter((one) => one !== row);
    const middle = (/** @type {Element} */ one) => one.getBoundingClientRect().top + one.getBoundingClientRect().height / 2;
    const next = others.find((one) => event.clientY < middle(one)) ?? null;
    // Moving an element lets go of the pointer: only where its place is another.
    if (row.nextElementSibling === next) return;
    list.insertBefore(row, next);
    if (!handle.hasPointerCapture(event.pointerId)) handle.setPointerCapture(event.pointerId);
  });

  const end = (/** @type {boolean} */ isDropped) => {
    if (from < 0) return;
    const [was, to] = [from, rows().indexOf(row)];
    from = -1;
    delete row.dataset.dragged;
    if (!isDropped) list.insertBefore(row, rows().filter((one) => one !== row)[was] ?? null);
    else if (to !== was) onDrop(to);
  };
  handle.addEventListener("pointerup", () => end(true));
  handle.addEventListener("pointercancel", () => end(false));
}
