package dev.nautilus.engine.testkit.reference;

import java.io.IOException;

/// Computes one case and compares. May throw: whatever it throws is the reason of the failure.
@FunctionalInterface
public interface ReferenceExecutor {

  Verdict run(ReferenceCase reference) throws IOException;
}
