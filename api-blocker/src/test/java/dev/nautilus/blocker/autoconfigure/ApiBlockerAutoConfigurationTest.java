package dev.nautilus.blocker.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/// Without the agent; `AgentIT` has it.
class ApiBlockerAutoConfigurationTest {
  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  ApiBlockerAutoConfiguration.class,
                  ApiBlockerEndpointAutoConfiguration.class,
                  ApiBlockerHealthAutoConfiguration.class));

  @Test
  void springBoot_findsThemByItself() {
    assertThat(ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader()))
        .contains(
            ApiBlockerAutoConfiguration.class.getName(),
            ApiBlockerEndpointAutoConfiguration.class.getName(),
            ApiBlockerHealthAutoConfiguration.class.getName());
  }

  @Test
  void health_agentAbsentThoughWanted_isDownAndSaysWhatToDo() {
    application
        .withPropertyValues("BLOCK_DIRECT_API_CALLS=true")
        .run(
            context -> {
              var health = context.getBean(HealthIndicator.class).health();
              assertThat(health).isNotNull();
              assertThat(health.getStatus()).isEqualTo(Status.DOWN);
              assertThat(String.valueOf(health.getDetails().get("note"))).contains("-javaagent");
            });
  }

  @Test
  void health_agentAbsentAndNotWanted_isUp() {
    application.run(
        context -> {
          var health = context.getBean(HealthIndicator.class).health();
          assertThat(health).isNotNull();
          assertThat(health.getStatus()).isEqualTo(Status.UP);
          assertThat(health.getDetails()).containsEntry("agent", "absent");
        });
  }

  @Test
  void page_agentAbsent_saysSo() {
    application
        .withPropertyValues("nautilus.blocker.mode=audit")
        .run(
            context -> {
              var page = context.getBean(ApiBlockerEndpoint.class).page();
              assertThat(page.agent()).isFalse();
              assertThat(page.note()).contains("AUDIT");
            });
  }

  @Test
  void start_modeThatIsNone_failsAndNamesIt() {
    application
        .withPropertyValues("BLOCK_DIRECT_API_CALLS=perhaps")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .rootCause()
                    .hasMessageContaining("perhaps"));
  }
}
