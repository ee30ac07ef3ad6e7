package dev.nautilus.blocker.autoconfigure;

import dev.nautilus.blocker.DirectCallException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Says in two paragraphs why an application that calls a vendor while it starts does not start.
final class DirectCallFailureAnalyzer extends AbstractFailureAnalyzer<DirectCallException> {

  @Override
  protected @Nullable FailureAnalysis analyze(Throwable root, DirectCallException refusal) {
    String first =
        refusal.isVendor()
            ? "Market data: ask the hub at "
                + refusal.hub()
                + " (MarketDataClient, or its REST pages)."
            : "If "
                + refusal.engine()
                + " needs this host, put it on the allow-list with "
                + "NAUTILUS_BLOCKER_ALLOW="
                + refusal.host()
                + " and restart; market data comes from the hub at "
                + refusal.hub()
                + ".";
    return new FailureAnalysis(
        String.valueOf(refusal.getMessage()),
        first + " To see all direct calls first: BLOCK_DIRECT_API_CALLS=audit.",
        root);
  }
}
