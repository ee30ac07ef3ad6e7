package dev.nautilus.hub.web;

import static dev.nautilus.hub.Samples.NOON;
import static dev.nautilus.hub.Samples.quote;
import static dev.nautilus.hub.web.HubHttp.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.hub.FakeVendor;
import dev.nautilus.hub.vendor.VendorReply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.YamlMapFactoryBean;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.env.ConfigTreePropertySource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.FileSystemResource;

/// The hub with the settings of `docker-compose.yml` and the tokens of `ops/make-secrets`: each
/// engine comes in with the secret that compose gives it, and nobody without one.
class ComposeAccessIT {
  private static final Path ROOT = Path.of(System.getProperty("nautilus.root", ".."));
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{[A-Z_]+:-([^}]*)}");
  private static final String SECRETS = "/run/secrets/";
  private static final String TOKEN = "nautilus.bus.hub.token";

  private final Map<String, Object> compose = compose();

  private static Map<String, Object> compose() {
    YamlMapFactoryBean yaml = new YamlMapFactoryBean();
    yaml.setResources(new FileSystemResource(ROOT.resolve("docker-compose.yml")));
    return Objects.requireNonNull(yaml.getObject());
  }

  @SuppressWarnings("unchecked") // what a YAML file says is known to whoever wrote it
  private static Map<String, Object> map(Map<String, Object> of, String name) {
    return (Map<String, Object>) Objects.requireNonNull(of.get(name), name);
  }

  /// The file of a secret, as `ops/make-secrets` made it in this folder.
  private Path file(String secret, Path folder) {
    String file = String.valueOf(map(map(compose, "secrets"), secret).get("file"));
    assertThat(file).startsWith("${NAUTILUS_SECRETS:-./run/secrets}/");
    return folder.resolve(file.substring("${NAUTILUS_SECRETS:-./run/secrets}/".length()));
  }

  private static void makeSecrets(Path folder) throws Exception {
    Process script =
        new ProcessBuilder("sh", ROOT.resolve("ops/make-secrets").toString(), folder.toString())
            .inheritIO()
            .start();
    assertThat(script.waitFor()).isZero();
  }

  /// Variables as compose would set them; those it hands on from the host are not set here.
  private Map<String, Object> environment(String service, Path folder) {
    Map<String, Object> variables = new LinkedHashMap<>();
    map(map(map(compose, "services"), service), "environment")
        .forEach(
            (name, value) -> {
              // The folders of the import are those of a container.
              boolean isOfHere = !name.equals("SPRING_CONFIG_IMPORT");
              if (value != null && !value.toString().isEmpty() && isOfHere) {
                String text = VARIABLE.matcher(value.toString()).replaceAll(ComposeAccessIT::other);
                variables.put(
                    name,
                    text.startsWith(SECRETS)
                        ? file(text.substring(SECRETS.length()), folder).toString()
                        : text);
              }
            });
    return variables;
  }

  private static String other(MatchResult variable) {
    return Matcher.quoteReplacement(variable.group(1));
  }

  /// Each engine's token, by the name of its service.
  private Map<String, String> tokens(Path folder, Path mounts) throws IOException {
    Map<String, String> tokens = new TreeMap<>();
    for (Map.Entry<String, Object> service : map(compose, "services").entrySet()) {
      if (service.getKey().endsWith("-engine")) {
        @SuppressWarnings("unchecked") // as above
        Map<String, Object> settings = (Map<String, Object>) service.getValue();
        tokens.put(service.getKey(), token(settings, folder, mounts.resolve(service.getKey())));
      }
    }
    return tokens;
  }

  /// Mounts an engine's secrets as compose does, and reads them as the engine does.
  @SuppressWarnings("unchecked") // as above
  private String token(Map<String, Object> service, Path folder, Path mount) throws IOException {
    assertThat(map(service, "environment"))
        .containsEntry("SPRING_CONFIG_IMPORT", "configtree:" + SECRETS);
    Files.createDirectory(mount);
    assertThat(service)
        .as("an engine without a token: run ops/make-secrets")
        .containsKey("secrets");
    for (Object each : (List<Object>) Objects.requireNonNull(service.get("secrets"))) {
      Map<String, Object> secret = (Map<String, Object>) each;
      Files.copy(
          file(String.valueOf(secret.get("source")), folder),
          mount.resolve(String.valueOf(secret.get("target"))));
    }
    Object token = new ConfigTreePropertySource("secrets", mount).getProperty(TOKEN);
    return String.valueOf(token);
  }

  private ConfigurableApplicationContext hub(Path folder) {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addFirst(
            new SystemEnvironmentPropertySource(
                "compose-systemEnvironment", environment("marketdata-hub", folder)));
    return new SpringApplicationBuilder(FakeHub.class)
        .environment(environment)
        .properties("spring.config.name=marketdata-hub")
        .run(
            "--server.port=0",
            "--nautilus.bus.enabled=false",
            "--MESSAGEBUS_ENABLED=false",
            "--nautilus.hub.watch.enabled=false",
            "--spring.data.redis.repositories.enabled=false");
  }

  @Test
  void engines_asComposeStartsThem_comeIn_andNobodyElse(@TempDir Path folder) throws Exception {
    Path secrets = Files.createDirectory(folder.resolve("secrets"));
    makeSecrets(secrets);
    Map<String, String> tokens = tokens(secrets, Files.createDirectory(folder.resolve("mounts")));
    assertThat(tokens).hasSizeGreaterThanOrEqualTo(5);
    assertThat(tokens.values()).doesNotHaveDuplicates();
    try (ConfigurableApplicationContext hub = hub(secrets)) {
      hub.getBean("vendor", FakeVendor.class)
          .answering(_ -> new VendorReply.Data(List.of(quote("AAPL", 150, NOON)), false));
      HubHttp stranger =
          new HubHttp(hub.getEnvironment().getRequiredProperty("local.server.port", Integer.class));

      assertThat(hub.getEnvironment().getProperty("server.address")).isEqualTo("0.0.0.0");
      assertProblem(stranger.get("/api/v1/quote/AAPL"), 401, "Bearer <token>");
      for (Map.Entry<String, String> engine : tokens.entrySet()) {
        HubHttp person = stranger.withToken(engine.getValue());
        assertThat(person.get("/api/v1/quote/AAPL").statusCode())
            .as(engine.getKey())
            .isEqualTo(200);
        String asAnother =
            "{\"engine\":\"somebody-else\",\"symbols\":[\"AAPL\"],\"data_types\":[\"quote\"]}";
        assertThat(
                person.postJson("/subscription/create", asAnother).get("engine").asString()
                    + "-engine")
            .isEqualTo(engine.getKey());
      }
      assertThat(
              stranger
                  .withToken(Files.readString(secrets.resolve("operator.hub-token")))
                  .get("/api/v1/sources")
                  .statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void tokens_madeAgain_stayAsTheyAre(@TempDir Path folder) throws Exception {
    makeSecrets(folder);
    String list = Files.readString(folder.resolve("hub-tokens"));
    makeSecrets(folder);

    assertThat(Files.readString(folder.resolve("hub-tokens"))).isEqualTo(list);
    assertThat(list).doesNotContain(Files.readString(folder.resolve("operator.hub-token")));
  }
}
