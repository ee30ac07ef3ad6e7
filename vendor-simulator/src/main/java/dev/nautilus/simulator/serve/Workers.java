package dev.nautilus.simulator.serve;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;

/// The threads of one simulator: few for sockets, one virtual thread per answer, so that working
/// out a long history never holds up a stream.
public final class Workers implements AutoCloseable {
  private final LoopResources loops = LoopResources.create("simulator", 1, 2, true);
  private final ExecutorService answering = Executors.newVirtualThreadPerTaskExecutor();
  private final Scheduler answers = Schedulers.fromExecutorService(answering, "simulator-answers");

  LoopResources loops() {
    return loops;
  }

  Scheduler answers() {
    return answers;
  }

  @Override
  public void close() {
    answers.dispose();
    answering.shutdownNow();
    loops.disposeLater(Duration.ZERO, Duration.ofSeconds(2)).block(Duration.ofSeconds(5));
  }
}
