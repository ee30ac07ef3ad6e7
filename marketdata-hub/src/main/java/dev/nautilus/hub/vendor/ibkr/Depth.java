package dev.nautilus.hub.vendor.ibkr;

import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.VendorReply.Refused;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Level2;
import dev.nautilus.message.MarketDatum;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/// Books by contract. There is no request for one: it is subscribed to when asked for, and again
/// and again while it is asked for often. What ends a subscription ends those of the whole account,
/// so the others are then subscribed to anew.
///
/// **Threads** Guarded by its own lock.
final class Depth {
  private final int most;
  private final IbkrTimings timings;
  private final Map<Long, Followed> followed = new LinkedHashMap<>();
  private final Set<Long> subscribed = new LinkedHashSet<>();
  private @Nullable String account;

  /// A book that somebody wants.
  private static final class Followed {
    private final Map<InstrumentId, Ladder> ladders = new LinkedHashMap<>();
    private final Map<InstrumentId, CompletableFuture<Level2>> newest = new LinkedHashMap<>();
    private long askedAt;
    private int waiting;
  }

  /// @param most how many there may be at a time
  Depth(int most, IbkrTimings timings) {
    this.most = most;
    this.timings = timings;
  }

  /// The newest book; waits for the first.
  ///
  /// @param changed called when there is something to subscribe to
  Outcome<List<MarketDatum>> book(Contract contract, Runnable changed) {
    CompletableFuture<Level2> newest;
    Followed one;
    synchronized (this) {
      if (!followed.containsKey(contract.conid()) && followed.size() >= most) {
        return new Outcome.Bad<>(
            new Refused(
                Refusal.OVER_BUDGET,
                "gives depth of %d instruments at a time".formatted(most),
                timings.bookKept()));
      }
      one = followed.computeIfAbsent(contract.conid(), any -> new Followed());
      one.waiting++;
      one.ladders.computeIfAbsent(contract.instrument(), Ladder::new);
      newest = one.newest.computeIfAbsent(contract.instrument(), any -> new CompletableFuture<>());
    }
    changed.run();
    try {
      return Outcome.good(
          List.of(newest.get(timings.bookPatience().toNanos(), TimeUnit.NANOSECONDS)));
    } catch (TimeoutException e) {
      return Outcome.bad(
          Refusal.NO_DATA,
          "sent no depth of %s: it needs a depth-of-book subscription"
              .formatted(contract.instrument()));
    } catch (ExecutionException e) {
      throw new IllegalStateException("a book is never completed by a failure", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.bad(Refusal.VENDOR_FAILED, "interrupted");
    } finally {
      synchronized (this) {
        one.waiting--;
        one.askedAt = System.nanoTime();
      }
    }
  }

  /// Whether nobody wants any.
  synchronized boolean isIdle() {
    return followed.isEmpty();
  }

  /// A new connection knows of no subscription, and its ladders start empty.
  synchronized void forget() {
    subscribed.clear();
    followed.values().forEach(one -> one.ladders.replaceAll((name, old) -> new Ladder(name)));
  }

  /// What to say so that the gateway sends what is wanted.
  synchronized List<String> sync(String to) {
    account = to;
    List<String> texts = new ArrayList<>();
    for (Long conid : followed.keySet()) {
      if (subscribed.add(conid)) {
        texts.add("sbd+" + to + "+" + conid);
      }
    }
    return texts;
  }

  /// Lets go of what was not asked for lately.
  ///
  /// @return what to say
  synchronized List<String> expire() {
    long now = System.nanoTime();
    boolean any =
        followed
            .values()
            .removeIf(one -> one.waiting == 0 && now - one.askedAt > timings.bookKept().toNanos());
    if (!any || account == null || !subscribed.retainAll(followed.keySet())) {
      return List.of();
    }
    List<String> texts = new ArrayList<>(List.of("ubd+" + account));
    forget();
    texts.addAll(sync(account));
    return texts;
  }

  /// A frame of the topic `sbd+<account>+<conid>`, perhaps with an exchange behind.
  synchronized List<MarketDatum> heard(String topic, JsonNode frame, Receipt receipt) {
    String[] parts = topic.split("\\+", -1);
    OptionalLong conid =
        parts.length < 3
            ? OptionalLong.empty()
            : FoundContracts.conid(StringNode.valueOf(parts[2].replaceAll("@.*", "")));
    Followed one = conid.isPresent() ? followed.get(conid.getAsLong()) : null;
    List<MarketDatum> books = new ArrayList<>();
    if (one != null) {
      one.ladders.forEach(
          (name, ladder) ->
              ladder
                  .merge(frame, receipt)
                  .ifPresent(
                      book -> {
                        books.add(book);
                        keep(one, name, book);
                      }));
    }
    return books;
  }

  private static void keep(Followed one, InstrumentId name, Level2 book) {
    CompletableFuture<Level2> waiting = one.newest.get(name);
    if (waiting == null || !waiting.complete(book)) {
      one.newest.put(name, CompletableFuture.completedFuture(book));
    }
  }
}
