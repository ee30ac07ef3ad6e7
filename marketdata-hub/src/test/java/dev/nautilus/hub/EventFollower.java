package dev.nautilus.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// Listens to the events of one subscription at whichever hub answers, and does nothing but connect
/// again when a stream breaks.
final class EventFollower implements AutoCloseable {
  private static final long REST = TimeUnit.MILLISECONDS.toNanos(100);
  private static final String ID = "id:";

  private final List<HubProcess> hubs;
  private final String subscription;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Long> versions = new CopyOnWriteArrayList<>();
  private final AtomicInteger unknown = new AtomicInteger();
  private final Thread thread;

  /// @param hubs asked in this order
  EventFollower(List<HubProcess> hubs, String subscription) {
    this.hubs = List.copyOf(hubs);
    this.subscription = subscription;
    this.thread = Thread.ofVirtual().name("events").start(this::run);
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      for (HubProcess hub : hubs) {
        try {
          listen(hub);
        } catch (IOException | UncheckedIOException broken) {
          // The next one.
        } catch (InterruptedException e) {
          return;
        }
      }
      LockSupport.parkNanos(REST);
    }
  }

  private void listen(HubProcess hub) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(hub.url() + "/subscription/" + subscription + "/events"))
            .build();
    HttpResponse<Stream<String>> answer = client.send(request, BodyHandlers.ofLines());
    try (Stream<String> lines = answer.body()) {
      if (answer.statusCode() == 404) {
        unknown.incrementAndGet();
      }
      lines
          .filter(line -> line.startsWith(ID))
          .forEach(line -> versions.add(Long.parseLong(line.substring(ID.length()))));
    }
  }

  /// Of the events so far, over all streams, in the order they came.
  List<Long> versions() {
    return List.copyOf(versions);
  }

  /// How often a hub said that there is no such subscription.
  int unknown() {
    return unknown.get();
  }

  @Override
  public void close() {
    thread.interrupt();
    client.shutdownNow();
  }
}
