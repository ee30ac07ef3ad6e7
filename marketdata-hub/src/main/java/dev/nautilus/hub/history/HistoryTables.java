package dev.nautilus.hub.history;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/// The two tables, over one connection. Used by one thread.
final class HistoryTables implements AutoCloseable {
  private static final String REQUEST =
      "INSERT INTO data_requests (timestamp, engine_type, data_type, symbol, outcome, latency_ms)"
          + " VALUES (?, ?, ?, ?, ?, ?)";
  private static final String INTERVAL =
      "INSERT INTO marketdata_metrics (timestamp, seconds, requests, cache_served, stale_served,"
          + " api_calls_made, refused, cache_hit_rate, api_calls_saved, mean_latency_ms)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final List<String> TABLES = List.of("data_requests", "marketdata_metrics");

  private final Connection connection;

  private HistoryTables(Connection connection) {
    this.connection = connection;
  }

  /// Connects, and makes or updates the tables.
  ///
  /// @throws SQLException when the database is away or refuses; trying again may help
  static HistoryTables open(HistoryProperties properties) throws SQLException {
    String url = String.valueOf(properties.url());
    Connection connection = DriverManager.getConnection(url, settings(properties));
    try {
      Flyway.configure(HistoryTables.class.getClassLoader())
          .dataSource(url, properties.user(), properties.password())
          .locations("classpath:db/history")
          .table("marketdata_schema_history")
          // The database may hold other things beside ours.
          .baselineOnMigrate(true)
          .baselineVersion("0")
          .load()
          .migrate();
      connection.setAutoCommit(false);
      return new HistoryTables(connection);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static Properties settings(HistoryProperties properties) {
    Properties settings = new Properties();
    settings.setProperty("ApplicationName", "marketdata-hub");
    settings.setProperty("connectTimeout", "5");
    settings.setProperty("socketTimeout", "30");
    settings.setProperty("reWriteBatchedInserts", "true");
    String user = properties.user();
    String password = properties.password();
    if (user != null) {
      settings.setProperty("user", user);
    }
    if (password != null) {
      settings.setProperty("password", password);
    }
    return settings;
  }

  /// Writes all or none.
  void write(List<HistoryRow> rows) throws SQLException {
    try (PreparedStatement requests = connection.prepareStatement(REQUEST);
        PreparedStatement intervals = connection.prepareStatement(INTERVAL)) {
      for (HistoryRow row : rows) {
        switch (row) {
          case HistoryRow.Request request -> add(requests, request);
          case HistoryRow.Interval interval -> add(intervals, interval);
        }
      }
      requests.executeBatch();
      intervals.executeBatch();
      connection.commit();
    }
  }

  private static void add(PreparedStatement to, HistoryRow.Request row) throws SQLException {
    to.setObject(1, row.at().atOffset(ZoneOffset.UTC));
    to.setString(2, row.engine());
    to.setString(3, row.type());
    to.setString(4, row.symbol());
    to.setString(5, row.outcome());
    to.setDouble(6, row.latency().toNanos() / 1e6);
    to.addBatch();
  }

  private static void add(PreparedStatement to, HistoryRow.Interval row) throws SQLException {
    to.setObject(1, row.end().atOffset(ZoneOffset.UTC));
    to.setDouble(2, row.length().toNanos() / 1e9);
    to.setLong(3, row.answered());
    to.setLong(4, row.served());
    to.setLong(5, row.stale());
    to.setLong(6, row.called());
    to.setLong(7, row.refused());
    set(to, 8, row.hitRate());
    to.setLong(9, row.saved());
    set(to, 10, row.meanLatencyMillis());
    to.addBatch();
  }

  private static void set(PreparedStatement to, int index, @Nullable Double value)
      throws SQLException {
    if (value == null) {
      to.setNull(index, Types.DOUBLE);
    } else {
      to.setDouble(index, value);
    }
  }

  /// Deletes what is older.
  void forget(Instant before) throws SQLException {
    for (String table : TABLES) {
      try (PreparedStatement old =
          connection.prepareStatement("DELETE FROM " + table + " WHERE timestamp < ?")) {
        old.setObject(1, before.atOffset(ZoneOffset.UTC));
        old.executeUpdate();
      }
    }
    connection.commit();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
