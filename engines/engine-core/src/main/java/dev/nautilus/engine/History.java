package dev.nautilus.engine;

import dev.nautilus.message.DataResponse;
import java.util.concurrent.CompletionStage;

/// Where the answers to backfills come from: the hub, or a test.
@FunctionalInterface
interface History {
  /// Asks for one backfill, counted back from now.
  CompletionStage<DataResponse> ask(Backfill backfill);
}
