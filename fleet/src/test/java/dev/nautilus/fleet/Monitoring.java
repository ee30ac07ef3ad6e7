package dev.nautilus.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Rules and dashboards as their files say, for tests.
final class Monitoring {
  static final String RULES = "ops/alerts.yml";
  static final String RULE_TESTS = "ops/alerts-test.yml";
  private static final String DASHBOARDS = "ops/grafana/dashboards";

  /// Names of our meters and of the machine's; Prometheus brings `up` and `ALERTS` itself.
  private static final Pattern METER = Pattern.compile("\\b(?:nautilus|jvm|process)_[a-z0-9_]+");

  private Monitoring() {}

  /// A query of Prometheus.
  ///
  /// @param where an alert's name, or a dashboard and a panel
  record Expression(String where, String text) {

    /// Meters it reads.
    Set<String> meters() {
      Set<String> names = new TreeSet<>();
      Matcher name = METER.matcher(text);
      while (name.find()) {
        names.add(name.group());
      }
      return names;
    }

    /// As Prometheus gets it: what the browser fills in is filled in.
    String filledIn() {
      return text.replace("$__rate_interval", "1m").replace("$engine", "risk");
    }
  }

  /// @param file its name
  record Dashboard(String file, JsonNode tree) {

    /// Panels that show something: all but the headings.
    List<JsonNode> panels() {
      List<JsonNode> panels = new ArrayList<>();
      for (JsonNode panel : tree.path("panels")) {
        if (!panel.path("type").asString().equals("row")) {
          panels.add(panel);
        }
      }
      return panels;
    }
  }

  static List<JsonNode> alerts() {
    List<JsonNode> alerts = new ArrayList<>();
    for (JsonNode group : Project.yaml(RULES).path("groups")) {
      group.path("rules").forEach(alerts::add);
    }
    return alerts;
  }

  static List<Dashboard> dashboards() {
    try (Stream<Path> files = Files.list(Project.root().resolve(DASHBOARDS))) {
      return files
          .sorted()
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(".json"))
          .map(
              file ->
                  new Dashboard(
                      file, JsonMapper.shared().readTree(Project.text(DASHBOARDS + "/" + file))))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Every query of rules and dashboards.
  static List<Expression> expressions() {
    List<Expression> all = new ArrayList<>();
    for (JsonNode alert : alerts()) {
      all.add(new Expression(alert.path("alert").asString(), alert.path("expr").asString()));
    }
    for (Dashboard dashboard : dashboards()) {
      for (JsonNode panel : dashboard.panels()) {
        for (JsonNode target : panel.path("targets")) {
          if (target.has("expr")) {
            String where = dashboard.file() + ", " + panel.path("title").asString();
            all.add(new Expression(where, target.path("expr").asString()));
          }
        }
      }
    }
    return all;
  }

  /// The queries of a database.
  static List<String> sql() {
    List<String> all = new ArrayList<>();
    for (Dashboard dashboard : dashboards()) {
      for (JsonNode panel : dashboard.panels()) {
        panel.path("targets").findValuesAsString("rawSql").forEach(all::add);
      }
    }
    return all;
  }
}
