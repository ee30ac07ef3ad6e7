package dev.nautilus.bench.hub;

import dev.nautilus.bench.HubProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/// `GET /api/v1/quote/{symbol}` out of the hub's cache, and the same answers out of nginx's, in
/// turn on the same machine by the same load.
final class RestSection {
  private static final int SYMBOLS = 500;
  private static final int LINES = 16;
  private static final int PER_SECOND = 5_000;
  private static final double LEAST_RATIO = 0.5;
  private static final double MOST_MILLIS = 2;
  private static final Duration WARM_UP = Duration.ofSeconds(15);
  private static final String GOAL = "at least 0.5 of nginx";

  private RestSection() {}

  static List<Figure> figures(Duration length) {
    List<String> paths = IntStream.range(0, SYMBOLS).mapToObj(i -> "/api/v1/quote/S" + i).toList();
    List<Figure> figures = new ArrayList<>();
    try (HubProcess hub =
        HubProcess.start(
            "dev.nautilus.bench.hub.AnsweringHub",
            List.of("--MESSAGEBUS_ENABLED=false", "--nautilus.hub.access.rate=0"))) {
      HttpLoad load = new HttpLoad(hub.port(), paths, LINES);
      load.flatOut(WARM_UP);
      Duration before = hub.cpu();
      double ours = load.flatOut(length);
      double micros = hub.cpu().minus(before).toNanos() / 1e3 / (ours * length.toSeconds());
      compare(hub, new HttpLoadOf(paths, length), ours, figures);
      figures.add(
          Figure.aside(
              "processor time of the hub per answer",
              String.format(Locale.ROOT, "%.0f us", micros)));
      Histogram nanos = load.byPlan(PER_SECOND, length);
      figures.add(latency(nanos));
      figures.add(
          Figure.aside(
              "p50 and p99.9 at 5,000/s",
              String.format(
                  Locale.ROOT,
                  "%.2f ms and %.2f ms",
                  nanos.getValueAtPercentile(50) / 1e6,
                  nanos.getValueAtPercentile(99.9) / 1e6)));
    }
    return figures;
  }

  private record HttpLoadOf(List<String> paths, Duration length) {}

  private static void compare(HubProcess hub, HttpLoadOf asked, double ours, List<Figure> figures) {
    figures.add(
        Figure.aside("hub, flat out", String.format(Locale.ROOT, "%,.0f requests/s", ours)));
    Optional<Path> program = NginxServer.program();
    if (program.isEmpty()) {
      figures.add(
          Figure.skipped(
              "hub to nginx", "nginx is not on PATH: install it and run this again", GOAL));
      return;
    }
    try (NginxServer nginx = NginxServer.start(program.get(), hub.port())) {
      HttpLoad load = new HttpLoad(nginx.port(), asked.paths(), LINES);
      load.flatOut(Duration.ofSeconds(5));
      double theirs = load.flatOut(asked.length());
      figures.add(
          Figure.aside("nginx, flat out", String.format(Locale.ROOT, "%,.0f requests/s", theirs)));
      figures.add(
          new Figure(
              "hub to nginx",
              String.format(Locale.ROOT, "%.2f", ours / theirs),
              GOAL,
              Figure.Verdict.of(ours / theirs >= LEAST_RATIO)));
      figures.add(
          Figure.aside(
              "nginx, p99 at 5,000/s by the same load",
              String.format(
                  Locale.ROOT,
                  "%.2f ms",
                  load.byPlan(PER_SECOND, asked.length()).getValueAtPercentile(99) / 1e6)));
    }
  }

  private static Figure latency(Histogram nanos) {
    double millis = nanos.getValueAtPercentile(99) / 1e6;
    return new Figure(
        "p99 at 5,000/s",
        String.format(Locale.ROOT, "%.2f ms", millis),
        "at most 2 ms",
        Figure.Verdict.of(millis <= MOST_MILLIS));
  }
}
