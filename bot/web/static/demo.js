/* The panel beside the phone: be several invented people, begin anew, stand somewhere invented. */

import { become, beginAnew, say } from "./phone.js";
import { codeFor } from "./wire.js";

const people = document.querySelectorAll("#trial input[name=person]");
people.forEach((person) => {
  person.addEventListener("change", () => become(person.value));
  person.checked = person.value === "a"; // a reload may have kept another
});

document.getElementById("newcomer").addEventListener("click", beginAnew);
document.getElementById("stand").addEventListener("click", () => {
  const [lat, lon] = document.getElementById("town").value.split(",").map(Number);
  say({ position: { lat, lon } }, "");
});

document.querySelectorAll("#trial [data-role]").forEach((button) => {
  button.addEventListener("click", async () => {
    const town = document.getElementById("town").selectedOptions[0].textContent;
    const code = await codeFor(button.dataset.role, town);
    document.getElementById("no-role").hidden = Boolean(code);
    if (code) say({ text: `KODE ${code}` }, `KODE ${code}`);
  });
});
