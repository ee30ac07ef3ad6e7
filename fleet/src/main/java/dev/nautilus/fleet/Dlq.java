package dev.nautilus.fleet;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.DeadLetter;
import dev.nautilus.bus.DeadLetterQueue;
import dev.nautilus.bus.DeadLetters;
import dev.nautilus.bus.codec.DeadLetterText;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// `./nautilus dlq`: the messages that engines gave up, to look at, hand over again, or throw away.
final class Dlq {
  private static final int PAGE = 200;

  private final Function<RedisRole, BusAddress> addresses;
  private final List<RedisRole> servers;
  private final PrintStream out;

  /// Of all three.
  ///
  /// @param addresses where each Redis is
  Dlq(Function<RedisRole, BusAddress> addresses, PrintStream out) {
    this(addresses, List.of(RedisRole.values()), out);
  }

  /// @param addresses where each Redis is
  /// @param servers which there are
  private Dlq(Function<RedisRole, BusAddress> addresses, List<RedisRole> servers, PrintStream out) {
    this.addresses = addresses;
    this.servers = List.copyOf(servers);
    this.out = out;
  }

  /// Of the fleet that runs in a folder.
  ///
  /// @throws FleetException when none does
  static Dlq of(RunFolder run, PrintStream out) {
    boolean withoutMain = FleetState.isWithoutMain(StatusReport.running(run));
    List<RedisRole> servers =
        Stream.of(RedisRole.values())
            .filter(role -> role != RedisRole.MAIN || !withoutMain)
            .toList();
    return new Dlq(Servers.addresses(run), servers, out);
  }

  /// Does it; FAILED when the letter or queue it names is not there.
  ExitCode run(DlqRequest request) {
    try {
      Optional<DeadLetterQueue> queue = request.queue();
      if (queue.isEmpty()) {
        return listQueues();
      }
      try (DeadLetters letters = DeadLetters.at(addresses.apply(DlqRequest.server(queue.get())))) {
        return run(request, queue.get(), letters);
      }
    } catch (BusException e) {
      throw new FleetException(ExitCode.FAILED, String.valueOf(e.getMessage()), e);
    }
  }

  private ExitCode run(DlqRequest request, DeadLetterQueue queue, DeadLetters letters) {
    Optional<List<String>> one = request.letter().map(List::of);
    return switch (request.action()) {
      case LIST -> listLetters(queue, letters);
      case SHOW -> show(queue, request.letter().orElseThrow(), letters);
      case REPLAY ->
          done(
              "Handed to " + queue.group() + " again",
              one.map(ids -> letters.replay(queue, ids)).orElseGet(() -> letters.replayAll(queue)));
      case PURGE ->
          done(
              "Thrown away",
              one.map(ids -> letters.purge(queue, ids)).orElseGet(() -> letters.purgeAll(queue)));
    };
  }

  private ExitCode listQueues() {
    long total = 0;
    for (RedisRole server : servers) {
      try (DeadLetters letters = DeadLetters.at(addresses.apply(server))) {
        for (Map.Entry<DeadLetterQueue, Long> queue : letters.queues().entrySet()) {
          out.printf("%-40s %d%n", queue.getKey(), queue.getValue());
          total += queue.getValue();
        }
      }
    }
    if (total == 0) {
      out.println("No dead letters.");
    }
    return ExitCode.OK;
  }

  private ExitCode listLetters(DeadLetterQueue queue, DeadLetters letters) {
    String after = "0";
    List<DeadLetter> page = letters.list(queue, after, PAGE);
    while (!page.isEmpty() && !out.checkError()) {
      for (DeadLetter letter : page) {
        String type = letter.type().isEmpty() ? "-" : letter.type();
        out.printf(
            "%s/%s  %s  %-10s %s  %s: %s%n",
            queue,
            letter.id(),
            letter.lastFailedAt(),
            letter.reason(),
            type,
            letter.exception(),
            oneLine(letter.error()));
        after = letter.id();
      }
      page = letters.list(queue, after, PAGE);
    }
    return ExitCode.OK;
  }

  private ExitCode show(DeadLetterQueue queue, String id, DeadLetters letters) {
    Optional<DeadLetter> letter = letters.find(queue, id);
    out.print(letter.map(DeadLetterText::of).orElse("No such letter.%n".formatted()));
    return letter.isPresent() ? ExitCode.OK : ExitCode.FAILED;
  }

  private ExitCode done(String what, long count) {
    out.printf("%s: %d%n", what, count);
    return count > 0 ? ExitCode.OK : ExitCode.FAILED;
  }

  private static String oneLine(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    return line.length() <= 120 ? line : line.substring(0, 117) + "...";
  }
}
