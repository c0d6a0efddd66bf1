// What this page has decides what is switched on. Without any of it the page still works, by plain forms.

import { switchOnForms } from "./draw.js";
import { watchJob } from "./live.js";
import { switchOnResult } from "./result.js";

switchOnForms();

const job = document.getElementById("job");
if (job?.dataset.events) watchJob(job, switchOnIfDone);
else if (job) switchOnIfDone(job);

function switchOnIfDone(finishedJob) {
  if (finishedJob.dataset.state === "done") switchOnResult(finishedJob);
}
