package dev.nautilus.bus.autoconfigure;

import dev.nautilus.bus.lettuce.UnsupportedLettuceException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Tells an application whose dependency management brought an older Lettuce what to set.
final class UnsupportedLettuceFailureAnalyzer
    extends AbstractFailureAnalyzer<UnsupportedLettuceException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, UnsupportedLettuceException cause) {
    return new FailureAnalysis(
        "Lettuce "
            + cause.found()
            + " is on the class path; it merges stream entries (redis/lettuce #3800), so the buses"
            + " would hand over wrong messages.",
        "Set <lettuce.version>7.7.0.RELEASE</lettuce.version> in the properties of your pom (with"
            + " spring-boot-starter-parent), or import dev.nautilus:nautilus-bom before"
            + " spring-boot-dependencies.",
        cause);
  }
}
