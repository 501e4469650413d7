/* The panel beside the phone: be several invented people, begin anew, stand somewhere invented. */

import { become, beginAnew, say } from "./phone.js";

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
