// Logging in: the token is sent once, the cookie that comes back is out of scripts' reach.
import { api } from "./api.js";
import { byId, say } from "./dom.js";

byId("login").addEventListener("submit", async (event) => {
  event.preventDefault();
  const token = byId("token")?.value ?? "";
  try {
    await api("POST", "/v1/session", { editor: byId("editor").value, token });
    location.reload();
  } catch (problem) {
    say(`${problem.message}.`);
    byId(problem.body?.status === 401 ? "token" : "editor").focus();
  }
});
byId("log-in").disabled = false; // a form sent sooner would put the token into the address
