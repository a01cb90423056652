// Compile the stylesheet twice: as written, and mirrored for languages that run from the right.
// Run by `npm run build`; writes to ../static/ui/built/, which is in the wheel and not in git.

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import rtlcss from "rtlcss";
import { compile } from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const built = join(here, "..", "static", "ui", "built");
const modules = join(here, "..", "..", "..", "..", "node_modules");

const { css } = compile(join(here, "alongside.scss"), {
  loadPaths: [modules],
  style: "compressed",
  quietDeps: true,
});

mkdirSync(built, { recursive: true });
for (const [name, text] of [
  ["alongside.css", css],
  ["alongside.rtl.css", rtlcss.process(css)],
]) {
  writeFileSync(join(built, name), text);
  console.log(`${name}: ${text.length} bytes, ${gzipSync(text).length} gzipped`);
}
