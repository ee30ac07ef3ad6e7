package dev.nautilus.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The alert rules: what they say, and, where promtool is on PATH, whether they do what they say.
class AlertRulesTest {
  private static final String PAGE = "docs/operations.md";

  @Test
  void alerts_sayWhatIsWrongHowBadItIsAndWhereToRead() {
    String page = Project.text(PAGE);
    List<String> names = new ArrayList<>();
    for (JsonNode alert : Monitoring.alerts()) {
      String name = alert.path("alert").asString();
      names.add(name);
      assertThat(alert.path("labels").path("severity").asString())
          .as(name)
          .isIn("critical", "warning", "info");
      JsonNode annotations = alert.path("annotations");
      assertThat(annotations.path("summary").asString("")).as(name).isNotBlank();
      assertThat(annotations.path("description").asString("")).as(name).isNotBlank();
      String anchor = name.toLowerCase(Locale.ROOT);
      assertThat(annotations.path("runbook_url").asString("")).isEqualTo(PAGE + "#" + anchor);
      assertThat(page).as(name).contains("<a id=\"" + anchor + "\"></a>" + name + " |");
    }
    assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThan(30);
    assertThat(page.split("<a id=", -1))
        .as("a row for an alert that is gone")
        .hasSize(names.size() + 1);
  }

  @Test
  void alerts_haveEachATest() {
    List<String> tested = new ArrayList<>();
    Project.yaml(Monitoring.RULE_TESTS)
        .path("tests")
        .forEach(test -> tested.add(test.path("name").asString()));
    assertThat(tested)
        .containsAll(
            Monitoring.alerts().stream().map(alert -> alert.path("alert").asString()).toList());
  }

  @Test
  void prometheus_readsTheRules() {
    assertThat(Project.yaml("ops/prometheus.yml").path("rule_files").toString())
        .isEqualTo("[\"alerts.yml\"]");
  }

  @Test
  void promtool_findsTheFilesRight() {
    LocalProgram.Said said = LocalProgram.promtool("check", "config", "prometheus.yml");
    assertThat(said.code()).as(said.said()).isZero();
  }

  @Test
  void promtool_seesEachRuleQuietAndFiring() {
    LocalProgram.Said said = LocalProgram.promtool("test", "rules", "alerts-test.yml");
    assertThat(said.code()).as(said.said()).isZero();
  }

  @Test
  void promtool_parsesEveryQueryOfTheDashboards(@TempDir Path folder) throws IOException {
    StringBuilder rules = new StringBuilder("groups: [{ name: dashboards, rules: [\n");
    int number = 0;
    for (Monitoring.Expression each : Monitoring.expressions()) {
      rules
          .append("  { record: \"query:")
          .append(number++)
          .append("\", expr: '")
          .append(each.filledIn().replace("'", "''"))
          .append("' }, # ")
          .append(each.where())
          .append('\n');
    }
    Path file = Files.writeString(folder.resolve("queries.yml"), rules.append("]}]\n"));
    LocalProgram.Said said = LocalProgram.promtool("check", "rules", file.toString());
    assertThat(said.code()).as(said.said()).isZero();
    assertThat(said.said()).contains(number + " rules found");
  }

  @Test
  void promtool_refusesWhatIsNoQuery(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("queries.yml"),
            "groups: [{ name: wrong, rules: [{ record: \"query:0\", expr: 'sum(rate(up))' }]}]\n");
    assertThat(LocalProgram.promtool("check", "rules", file.toString()).code()).isNotZero();
  }
}
