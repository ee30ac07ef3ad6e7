package dev.nautilus.hub.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.nautilus.hub.desk.Outcome;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.json.JsonMapper;

/// The history on a real PostgreSQL, asked with the dashboards' own queries.
@TestInstance(Lifecycle.PER_CLASS)
class HistoryIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Instant NOON = Instant.parse("2026-11-20T17:00:00Z");

  /// The queries of the dashboard, in the order of its panels.
  private static final List<String> PANELS =
      panels(Path.of("..", "ops", "grafana", "dashboards", "history.json"));

  private SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private EmbeddedPostgres postgres;

  @BeforeAll
  void startPostgres() throws IOException {
    postgres = EmbeddedPostgres.builder().start();
  }

  @AfterAll
  void stopPostgres() throws IOException {
    postgres.close();
  }

  @BeforeEach
  void emptySchema() throws SQLException {
    meters = new SimpleMeterRegistry();
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
      statement.execute("CREATE TABLE somebody_elses (id int)");
    }
  }

  private static List<String> panels(Path dashboard) {
    try {
      return JsonMapper.shared().readTree(Files.readString(dashboard)).findValuesAsString("rawSql");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String url() {
    return postgres.getJdbcUrl("postgres", "postgres");
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url());
  }

  private HistoryProperties properties(String url, int waiting) {
    return new HistoryProperties(
        url,
        null,
        null,
        Duration.ofMinutes(1),
        Duration.ofMillis(50),
        100,
        waiting,
        Duration.ofDays(30));
  }

  private HistoryWriter writer(String url, int waiting) {
    return new HistoryWriter(properties(url, waiting), () -> NOON, meters);
  }

  private static HistoryRow request(String engine, Instant at, long millis) {
    return new HistoryRow.Request(at, engine, "quote", "AAPL", "served", Duration.ofMillis(millis));
  }

  private double counted(String outcome) {
    return meters.get("nautilus.hub.history").tag("outcome", outcome).counter().count();
  }

  private List<List<Object>> rows(String query) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      List<List<Object>> rows = new ArrayList<>();
      while (found.next()) {
        List<Object> row = new ArrayList<>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          row.add(found.getObject(i));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  @Test
  void dashboards_theirTwoQueries_runAsWritten() throws SQLException {
    HistoryWriter writer = writer(url(), 1000);
    writer.start();
    IntervalCount count = new IntervalCount(NOON);
    for (int i = 0; i < 9; i++) {
      count.add(Outcome.SERVED, 1_000_000);
    }
    count.add(Outcome.CALLED, 40_000_000);
    writer.put(count.end(NOON.plusSeconds(30)));
    count.add(Outcome.SERVED, 1_000_000);
    writer.put(count.end(NOON.plusSeconds(59)));
    writer.put(count.end(NOON.plusSeconds(90)));
    for (int i = 0; i < 250; i++) {
      writer.put(request("risk", NOON, 2));
    }
    writer.put(request("ml", NOON, 10));
    await().atMost(SOON).until(() -> counted("written") == 254);
    writer.stop();

    List<List<Object>> minutes = rows(PANELS.getFirst());
    assertThat(minutes).hasSize(2);
    assertThat(minutes.get(0).get(0)).isEqualTo(Timestamp.from(NOON.plusSeconds(60)));
    assertThat(minutes.get(0).get(1)).as("no requests, no rate").isNull();
    assertThat(minutes.get(1).get(0)).isEqualTo(Timestamp.from(NOON));
    assertThat((Double) minutes.get(1).get(1)).isCloseTo(0.95, within(1e-12));
    assertThat(((Number) minutes.get(1).get(2)).longValue()).isEqualTo(13 * 10 - 1 + 13);
    Map<Object, List<Object>> engines = new TreeMap<>();
    rows(PANELS.getLast()).forEach(row -> engines.put(row.get(0), row.subList(1, 3)));
    assertThat(engines)
        .containsEntry("risk", List.of(250L, 2.0))
        .containsEntry("ml", List.of(1L, 10.0));
    assertThat(counted("dropped")).isZero();
  }

  @Test
  void timeBucket_onPlainPostgres_cutsLikeTimescale() throws SQLException {
    try (HistoryTables tables = HistoryTables.open(properties(url(), 1000))) {
      tables.write(List.of());
    }

    assertThat(rows("SELECT time_bucket('1 week', TIMESTAMPTZ '2026-11-20 17:00:00+00')"))
        .as("weeks begin on Monday")
        .containsExactly(List.of(Timestamp.from(Instant.parse("2026-11-16T00:00:00Z"))));
    assertThat(rows("SELECT time_bucket('15 minutes', TIMESTAMPTZ '1999-12-31 23:59:59+00')"))
        .containsExactly(List.of(Timestamp.from(Instant.parse("1999-12-31T23:45:00Z"))));
  }

  @Test
  void tables_openedTwice_keepTheirRowsAndTheStrangers() throws SQLException {
    for (int i = 0; i < 2; i++) {
      try (HistoryTables tables = HistoryTables.open(properties(url(), 1000))) {
        tables.write(List.of(request("risk", NOON, 1)));
      }
    }

    assertThat(rows("SELECT count(*) FROM data_requests")).containsExactly(List.of(2L));
    assertThat(rows("SELECT count(*) FROM somebody_elses")).containsExactly(List.of(0L));
  }

  @Test
  void write_halfOfABatchRefused_writesNone() throws SQLException {
    try (HistoryTables tables = HistoryTables.open(properties(url(), 1000))) {
      HistoryRow withNul =
          new HistoryRow.Request(NOON, "risk", "quote", "A\0", "served", Duration.ZERO);
      assertThat(catchThrowable(() -> tables.write(List.of(request("risk", NOON, 1), withNul))))
          .isInstanceOf(SQLException.class);
    }
    assertThat(rows("SELECT count(*) FROM data_requests")).containsExactly(List.of(0L));
  }

  @Test
  void databaseAway_rowsWait_theOldestAreDroppedAndCounted_thenTheRestIsWritten()
      throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE ROLE late LOGIN PASSWORD 'x'");
      statement.execute("ALTER ROLE late NOLOGIN");
    }
    HistoryWriter writer = writer(postgres.getJdbcUrl("late", "postgres"), 100);
    writer.start();
    for (int i = 0; i < 500; i++) {
      writer.put(request("risk", NOON.plusSeconds(i), 1));
    }
    await().atMost(SOON).until(() -> writer.trouble().contains("rows wait"));
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER ROLE late LOGIN");
      statement.execute("GRANT ALL ON SCHEMA public TO late");
    }

    await().atMost(SOON).until(() -> counted("written") + counted("dropped") == 500);
    writer.stop();
    long kept = (Long) rows("SELECT count(*) FROM data_requests").getFirst().getFirst();
    assertThat(kept).isBetween(100L, 300L);
    assertThat(kept + counted("dropped")).isEqualTo(500);
    assertThat(rows("SELECT max(timestamp) FROM data_requests").getFirst().getFirst())
        .as("the newest are kept")
        .isEqualTo(Timestamp.from(NOON.plusSeconds(499)));
  }

  @Test
  void oldRows_areForgotten() throws SQLException {
    try (HistoryTables tables = HistoryTables.open(properties(url(), 1000))) {
      tables.write(List.of(request("risk", NOON.minusSeconds(10), 1), request("risk", NOON, 1)));
      tables.forget(NOON);
    }

    assertThat(rows("SELECT count(*) FROM data_requests")).containsExactly(List.of(1L));
  }
}
