// What every page of the desk has: logging out.
import { api } from "./api.js";
import { byId } from "./dom.js";

byId("log-out").addEventListener("click", async () => {
  await api("DELETE", "/v1/session");
  location.assign("/desk");
});
byId("log-out").disabled = false; // a click that came sooner would be lost
