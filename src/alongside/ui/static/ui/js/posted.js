// A page that answered a form directly, such as a search or a form with mistakes, stays in the
// browser's history together with all that was sent, and Chromium writes that to its disk.
// Replacing the entry by its bare address forgets what was sent. Reloading then asks for the page
// anew instead of sending the form again.

history.replaceState(history.state, "", location.href);
