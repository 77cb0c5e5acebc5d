// Installs what the web client needs and builds it, each only if something it is made of has changed since the last time.
// Builds that run side by side take turns, and the finished client is moved into place in one step.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const client = join(here, "..", "..", "client");
const scratch = join(here, "..", "obj");
const lock = join(scratch, "client.lock");
const windows = process.platform === "win32";
const patience = 10 * 60_000;
const abandoned = 30_000;

mkdirSync(scratch, { recursive: true });
takeTurn();
try {
  const packages = hashOf(["package.json", "package-lock.json"]);
  const installed = join(client, "node_modules", ".installed");
  if (read(installed) !== packages) {
    console.log("Installing the packages of the web client");
    npm("ci", "--no-audit", "--no-fund", "--loglevel=error");
    writeFileSync(installed, packages);
  }
  const sources = hashOf([...files("src"), ...files("public"), ...topLevel()]);
  const built = join(client, "dist", ".built");
  if (read(built) !== sources) {
    console.log("Building the web client");
    const next = join(client, "dist.next");
    rmSync(next, { recursive: true, force: true });
    npm("run", "--silent", "build", "--", "--outDir", "dist.next", "--emptyOutDir", "--logLevel", "warn");
    writeFileSync(join(next, ".built"), sources);
    const last = join(scratch, "client.last");
    rmSync(last, { recursive: true, force: true });
    if (existsSync(join(client, "dist"))) renameSync(join(client, "dist"), last);
    renameSync(next, join(client, "dist"));
    rmSync(last, { recursive: true, force: true });
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(lock, { recursive: true, force: true });
}

function takeTurn() {
  const began = Date.now();
  for (;;) {
    try {
      mkdirSync(lock);
      writeFileSync(join(lock, "pid"), String(process.pid));
      return;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      if (!holderLives() || Date.now() - began > patience) rmSync(lock, { recursive: true, force: true });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    }
  }
}

function holderLives() {
  const pid = Number(read(join(lock, "pid")));
  // Between making the lock and signing it.
  if (!pid) return existsSync(lock) && Date.now() - statSync(lock).mtimeMs < abandoned;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function npm(...args) {
  const run = spawnSync(windows ? "npm.cmd" : "npm", args, { cwd: client, shell: windows, stdio: "inherit" });
  if (run.status !== 0) throw new Error(`npm ${args[0]} failed: ${run.error?.message ?? "see above"}`);
}

function files(folder) {
  return readdirSync(join(client, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== "schema.d.ts")
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(client.length + 1))
    .sort();
}

function topLevel() {
  return readdirSync(client, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(json|ts|js|html)$/.test(entry.name))
    .map((entry) => entry.name)
    .sort();
}

function hashOf(names) {
  const hash = createHash("sha256");
  for (const name of names) hash.update(`${name}\0`).update(readFileSync(join(client, name))).update("\0");
  return hash.digest("hex");
}

function read(path) {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    return undefined;
  }
}
