// Everything a page can do beyond HTML; each part is quiet where its element is absent.

import { autosave } from "./autosave.js";
import { focusErrors } from "./errors.js";
import { idle } from "./idle.js";
import { leave } from "./leave.js";
import { menus } from "./menus.js";
import { veil } from "./veil.js";

leave();
focusErrors();
idle();
veil();
menus();
autosave();
