package dev.nautilus.blocker.agent;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where settings come from; the first that names one wins: agent arguments
/// `name=value;name=value`, system properties `nautilus.blocker.<name>`, environment
/// `NAUTILUS_BLOCKER_<NAME>` (the mode also as BLOCK_DIRECT_API_CALLS), a properties file named by
/// `config`.
///
/// @param arguments after the `=` of `-javaagent`, null when there is none
record SettingSources(
    @Nullable String arguments, Properties system, Map<String, String> environment) {
  private static final List<String> NAMES =
      List.of("mode", "engine", "hub", "vendors", "allow", "ports", "config");

  /// Hosts of ours that are configured anyway; they may be public, but never a vendor's.
  private static final List<String> OURS =
      List.of(
          "REDIS_HOST",
          "REDIS_HOST_MAIN",
          "REDIS_HOST_MARKETDATA",
          "REDIS_HOST_ENGINELOGIC",
          "MARKETDATA_HUB_HOST",
          "OTEL_EXPORTER_OTLP_ENDPOINT");

  /// @throws IOException when the properties file cannot be read
  /// @throws IllegalArgumentException when an argument is not `name=value`
  Map<String, String> read() throws IOException {
    Map<String, String> found = new LinkedHashMap<>(fromArguments());
    for (String name : NAMES) {
      String value = system.getProperty("nautilus.blocker." + name);
      put(found, name, value);
    }
    for (String name : NAMES) {
      put(
          found,
          name,
          environment.get("NAUTILUS_BLOCKER_" + name.toUpperCase(java.util.Locale.ROOT)));
    }
    put(found, "mode", environment.get("BLOCK_DIRECT_API_CALLS"));
    addFile(found);
    addSurroundings(found);
    return found;
  }

  private Map<String, String> fromArguments() {
    Map<String, String> named = new LinkedHashMap<>();
    if (arguments == null || arguments.isBlank()) {
      return named;
    }
    for (String pair : arguments.split(";", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "arguments of the blocker's agent must be name=value;name=value, was '" + pair + "'");
      }
      named.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
    }
    return named;
  }

  private static void addFile(Map<String, String> found) throws IOException {
    String config = found.get("config");
    if (config == null) {
      return;
    }
    Properties file = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(config))) {
      file.load(reader);
    }
    // Also names nobody knows: a misspelt one is refused where the settings are read.
    file.stringPropertyNames().forEach(name -> put(found, name, file.getProperty(name)));
  }

  private void addSurroundings(Map<String, String> found) {
    Set<String> hosts = new LinkedHashSet<>();
    for (String variable : OURS) {
      String host = host(environment.getOrDefault(variable, ""));
      if (!host.isBlank()) {
        hosts.add(host);
      }
    }
    put(found, "trust", String.join(",", hosts));
    String hub = environment.get("MARKETDATA_HUB_HOST");
    if (hub != null && !hub.isBlank()) {
      String port = environment.getOrDefault("MARKETDATA_HUB_PORT", "8800");
      put(found, "hub", "http://" + hub.strip() + ":" + port.strip());
    }
    put(found, "engine", system.getProperty("spring.application.name"));
    put(found, "engine", environment.get("SPRING_APPLICATION_NAME"));
    String command = system.getProperty("sun.java.command", "").strip();
    String program = command.replaceFirst("\\s.*$", "");
    char before = program.endsWith(".jar") ? '/' : '.';
    put(found, "engine", program.substring(program.lastIndexOf(before) + 1));
  }

  private static String host(String hostOrUrl) {
    int scheme = hostOrUrl.indexOf("://");
    String rest = scheme < 0 ? hostOrUrl.strip() : hostOrUrl.substring(scheme + 3);
    return rest.replaceFirst("[:/].*$", "");
  }

  private static void put(Map<String, String> found, String name, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      found.putIfAbsent(name, value);
    }
  }
}
