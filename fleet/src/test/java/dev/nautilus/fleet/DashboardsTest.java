package dev.nautilus.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The dashboards' files: complete, alike, and leading where they say.
class DashboardsTest {
  private static final Pattern RUNBOOK = Pattern.compile("\\$\\{runbooks}#([a-z0-9-]+)");
  private static final int COLUMNS = 24;

  @Test
  void dashboards_areTheOnesThatThePageNames() {
    assertThat(Monitoring.dashboards().stream().map(Monitoring.Dashboard::file).toList())
        .containsExactly(
            "blocker.json",
            "buses.json",
            "engines.json",
            "fleet.json",
            "history.json",
            "hub.json",
            "migration.json");
  }

  @Test
  void dashboards_haveNamesAndPlacesOfTheirOwn() {
    Set<String> uids = new HashSet<>();
    for (Monitoring.Dashboard dashboard : Monitoring.dashboards()) {
      JsonNode tree = dashboard.tree();
      assertThat(uids.add(tree.path("uid").asString())).as(dashboard.file()).isTrue();
      assertThat(tree.path("title").asString()).startsWith("Nautilus: ");
      assertThat(tree.path("description").asString()).isNotBlank();
      assertThat(tree.path("timezone").asString()).as("as all our times").isEqualTo("utc");
      assertThat(tree.path("editable").asBoolean(true)).isFalse();
      Set<Integer> ids = new HashSet<>();
      Set<String> titles = new HashSet<>();
      for (JsonNode panel : tree.path("panels")) {
        String where = dashboard.file() + ", " + panel.path("title").asString();
        assertThat(ids.add(panel.path("id").asInt())).as(where).isTrue();
        assertThat(titles.add(panel.path("title").asString())).as(where).isTrue();
        JsonNode place = panel.path("gridPos");
        assertThat(place.path("x").asInt() + place.path("w").asInt())
            .as(where)
            .isLessThanOrEqualTo(COLUMNS);
      }
    }
  }

  @Test
  void panels_sayWhatTheyShowInWhichUnitFromWhere() {
    List<String> sources = List.of("prometheus", "history");
    String provisioned = Project.text("ops/grafana/datasources/nautilus.yml");
    sources.forEach(uid -> assertThat(provisioned).contains("uid: " + uid));
    for (Monitoring.Dashboard dashboard : Monitoring.dashboards()) {
      for (JsonNode panel : dashboard.panels()) {
        String where = dashboard.file() + ", " + panel.path("title").asString();
        assertThat(panel.path("description").asString("")).as(where).isNotBlank();
        JsonNode defaults = panel.path("fieldConfig").path("defaults");
        assertThat(defaults.path("unit").asString("")).as(where).isNotBlank();
        assertThat(defaults.path("thresholds").path("steps").isEmpty()).as(where).isFalse();
        assertThat(panel.path("datasource").path("uid").asString()).as(where).isIn(sources);
        assertThat(panel.path("targets").isEmpty()).as(where).isFalse();
      }
    }
  }

  @Test
  void links_leadToThePageOfRunbooks() {
    String page = Project.text("docs/operations.md");
    int links = 0;
    for (Monitoring.Dashboard dashboard : Monitoring.dashboards()) {
      Matcher link = RUNBOOK.matcher(dashboard.tree().toString());
      while (link.find()) {
        String anchor = link.group(1);
        boolean heading =
            page.lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
                .anyMatch(line -> line.replace(' ', '-').equals(anchor));
        assertThat(heading || page.contains("<a id=\"" + anchor + "\">"))
            .as("%s leads to #%s", dashboard.file(), anchor)
            .isTrue();
        links++;
      }
    }
    assertThat(links).isGreaterThan(30);
  }

  @Test
  void queriesOfTheDatabase_areTheTwoThatThePageNames() {
    String page = Project.text("docs/operations.md");
    assertThat(Monitoring.sql()).hasSize(2).allSatisfy(query -> assertThat(page).contains(query));
  }

  @Test
  void provider_readsTheFolderThatIsMounted() {
    assertThat(Project.text("ops/grafana/dashboards/nautilus.yml"))
        .contains("Mount ops/grafana at /etc/grafana/provisioning.")
        .contains("path: /etc/grafana/provisioning/dashboards }");
  }
}
