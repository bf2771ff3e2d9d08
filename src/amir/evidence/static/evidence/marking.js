/* Marking an excerpt with the mouse or the keyboard: what is selected fills the form beside it.
   Letters are counted as the server counts them: by code points, from the paragraph's first. */
(() => {
  "use strict";
  const box = document.querySelector("[data-marking]");
  if (!box) return;
  const form = box.querySelector("form");
  const said = box.querySelector("[data-marking-said]");
  const field = (name) => form.elements[name];
  const paragraphs = [...document.querySelectorAll("[data-paragraph]")];

  const paragraphOf = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest("[data-paragraph]");

  const lettersBefore = (paragraph, node, offset) => {
    const range = document.createRange();
    range.selectNodeContents(paragraph);
    range.setEnd(node, offset);
    return [...range.toString()].length;
  };

  const forget = () => {
    field("from_letter").value = "";
    field("to_letter").value = "";
    said.textContent = "";
  };

  const chosen = () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    const inside = paragraphs.filter((each) => range.intersectsNode(each));
    if (!inside.length) return;
    const first = inside[0], start = paragraphOf(range.startContainer);
    let last = inside[inside.length - 1], end = paragraphOf(range.endContainer);
    let to = end === last ? lettersBefore(last, range.endContainer, range.endOffset) : [...last.textContent].length;
    if (to === 0 && inside.length > 1) {
      // A selection that ends before the first letter of a paragraph ends with the one above.
      last = inside[inside.length - 2];
      to = [...last.textContent].length;
    }
    const from = start === first ? lettersBefore(first, range.startContainer, range.startOffset) : 0;
    if (first === last && from >= to) return;
    field("from_paragraph").value = first.dataset.paragraph;
    field("to_paragraph").value = last.dataset.paragraph;
    field("from_letter").value = from;
    field("to_letter").value = to;
    field("starts_with").value = "";
    field("ends_with").value = "";
    said.textContent = `${box.dataset.marked} ${selection.toString().slice(0, 200)}`;
  };

  let waiting = 0;
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(chosen, 150);
  });
  // Whoever writes numbers or words by hand means these.
  for (const name of ["from_paragraph", "to_paragraph", "starts_with", "ends_with"]) {
    field(name).addEventListener("input", forget);
  }

  const steps = {
    ArrowRight: ["right", "word"], ArrowLeft: ["left", "word"],
    ArrowDown: ["forward", "line"], ArrowUp: ["backward", "line"],
  };
  box.querySelector("[data-marking-keys]").hidden = false;
  for (const paragraph of paragraphs) {
    paragraph.tabIndex = 0;
    paragraph.addEventListener("focus", () => {
      const selection = document.getSelection();
      if (selection.rangeCount && paragraph.contains(selection.anchorNode)) return;
      selection.collapse(paragraph, 0);
    });
    paragraph.addEventListener("keydown", (event) => {
      const step = steps[event.key];
      if (step) {
        event.preventDefault();
        document.getSelection().modify(event.shiftKey ? "extend" : "move", ...step);
      } else if (event.key === "Enter") {
        event.preventDefault();
        chosen();
        form.querySelector("button").focus();
      }
    });
  }
})();
