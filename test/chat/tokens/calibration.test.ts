import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { Calibration } from "../../../src/chat/tokens/calibration.ts";
import { estimateTokens } from "../../../src/chat/tokens/estimate.ts";

const text = "The ferry left a little before dawn, when the harbour was still grey. ".repeat(20);
const uncorrected = estimateTokens(text);

describe("the calibration", () => {
  let calibration: Calibration;
  beforeEach(() => {
    calibration = new Calibration();
  });
  const ratio = (model = "m") => calibration.estimate(model, text) / uncorrected;

  it("says what the plain estimate says, until it learns", () => {
    expect(calibration.estimate("m", text)).toBe(uncorrected);
    expect(calibration.estimate("m", "")).toBe(0);
  });

  it("comes close to what a provider keeps reporting within a few turns, and stays there", () => {
    calibration.learn("m", 1_000, 600);
    expect(ratio()).toBeCloseTo(0.8, 1);
    for (let turn = 0; turn < 8; turn++) calibration.learn("m", 1_000, 600);
    expect(ratio()).toBeLessThan(0.65);
    for (let turn = 0; turn < 100; turn++) calibration.learn("m", 1_000, 600);
    expect(ratio()).toBeCloseTo(0.6, 1);
  });

  it("is moved by a tenth, and no more, by one report unlike the rest", () => {
    for (let turn = 0; turn < 100; turn++) calibration.learn("m", 1_000, 600);
    calibration.learn("m", 100, 1_000_000);
    expect(ratio()).toBeLessThan(0.6 + 0.1 * 4);
  });

  it("follows a provider that changes how it counts", () => {
    for (let turn = 0; turn < 100; turn++) calibration.learn("m", 1_000, 600);
    for (let turn = 0; turn < 50; turn++) calibration.learn("m", 1_000, 1_200);
    expect(ratio()).toBeCloseTo(1.2, 1);
  });

  it("keeps models apart", () => {
    for (let turn = 0; turn < 20; turn++) calibration.learn("m", 1_000, 600);
    expect(ratio("other")).toBe(1);
  });

  it("ignores small samples and nonsense", () => {
    for (const [estimated, actual] of [
      [49, 10],
      [0, 10],
      [-100, 10],
      [100, 0],
      [100, -5],
      [NaN, 100],
      [100, NaN],
      [Infinity, 100],
      [100, Infinity],
    ] as const) {
      calibration.learn("m", estimated, actual);
    }
    expect(calibration.estimate("m", text)).toBe(uncorrected);
  });

  it("stays between a quarter and four times, whatever it is told", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.double(), fc.double())), (samples) => {
        const learner = new Calibration();
        for (const [estimated, actual] of samples) learner.learn("m", estimated, actual);
        const estimate = learner.estimate("m", text);
        expect(estimate).toBeGreaterThanOrEqual(uncorrected / 4);
        expect(estimate).toBeLessThanOrEqual(uncorrected * 4);
      }),
    );
  });

  it("remembers a bounded number of models, those it learnt about last", () => {
    for (let model = 0; model < 150; model++) calibration.learn(`m${model}`, 1_000, 3_000);
    expect(ratio("m0")).toBe(1);
    expect(ratio("m149")).toBeGreaterThan(1.5);
  });
});
