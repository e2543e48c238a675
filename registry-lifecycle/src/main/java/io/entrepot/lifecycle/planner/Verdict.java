package io.entrepot.lifecycle.planner;

/** What becomes of one image. */
public record Verdict(LifecycleImage image, Outcome outcome) {}
