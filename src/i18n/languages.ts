// The languages that Hippo speaks, each under the name that LOCALE has for it: a file, and a line here.
export { en } from "./en.ts";
export { ko } from "./ko.ts";
