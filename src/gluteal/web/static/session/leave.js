// On every page that is shown to nobody in particular: takes guide, diary and session off this device.

import { forget } from "./forget.js";

forget().catch(() => {}).finally(() => (document.documentElement.dataset.forgotten = "yes"));
