import { spawn } from "node:child_process";
import process from "node:process";
import ts from "typescript";

/** @type {import("node:child_process").ChildProcess | undefined} */
let hippo;
let isToStartAgain = false;
let isEnding = false;

/** Starts Hippo, once the one that runs has ended. */
function start() {
  if (hippo) {
    isToStartAgain = true;
    hippo.kill();
    return;
  }
  isToStartAgain = false;
  hippo = spawn(process.execPath, ["--enable-source-maps", "dist/src/main.js"], { stdio: "inherit" });
  hippo.once("exit", onExit);
}

/** @param {number | null} code */
function onExit(code) {
  hippo = undefined;
  if (isToStartAgain && !isEnding) start();
  else if (isEnding || code === 0) process.exit();
  else say("Hippo has ended. Waiting for a change.");
}

/** Lets Hippo end what it does, as it would by itself. */
function end() {
  isEnding = true;
  if (hippo) hippo.kill();
  else process.exit();
}

/** @param {string} line */
function say(line) {
  process.stderr.write(`${line}\n`);
}

/** @param {ts.Diagnostic} diagnostic */
function complain(diagnostic) {
  say(ts.formatDiagnosticsWithColorAndContext([diagnostic], ts.createCompilerHost({})));
}

/** @type {ts.WatchStatusReporter} */
const onStatus = (status, _, __, errors) => {
  if (errors === 0) start();
  else if (errors !== undefined) say(ts.flattenDiagnosticMessageText(status.messageText, "\n"));
};

for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, end);
const createProgram = ts.createEmitAndSemanticDiagnosticsBuilderProgram;
ts.createWatchProgram(
  ts.createWatchCompilerHost("tsconfig.json", {}, ts.sys, createProgram, complain, onStatus),
);
