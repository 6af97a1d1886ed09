// Rows of a list put into another order by dragging a handle; fingers can do it too.

/**
 * @param {HTMLElement} list
 * @param {HTMLElement} row
 * @param {HTMLElement} handle
 * @param {(to: number) => void} onDrop Told of the row's new place, unless it is the old one.
 */
export function dragRow(list, row, handle, onDrop) {
  const rows = () => [...list.children];
  /** @param {Element} one */
  const middle = (one) => one.getBoundingClientRect().top + one.getBoundingClientRect().height / 2;

  handle.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    event.preventDefault();
    const from = rows().indexOf(row);
    const over = new AbortController();
    const { signal } = over;
    row.dataset.dragged = "";
    // On the document: an element that is moved lets go of the pointer.
    /** @param {PointerEvent} event */
    const move = ({ pointerId, clientY }) => {
      if (pointerId !== event.pointerId) return;
      const next = rows().find((one) => one !== row && clientY < middle(one)) ?? null;
      if (row.nextElementSibling !== next) list.insertBefore(row, next);
      row.scrollIntoView({ block: "nearest" });
    };
    /** @param {boolean} isDropped */
    const end = (isDropped) => {
      over.abort();
      delete row.dataset.dragged;
      const to = rows().indexOf(row);
      if (!isDropped) list.insertBefore(row, rows().filter((one) => one !== row)[from] ?? null);
      else if (to !== from) onDrop(to);
    };
    document.addEventListener("pointermove", move, { signal });
    document.addEventListener("pointerup", () => end(true), { signal });
    document.addEventListener("pointercancel", () => end(false), { signal });
  });
}
