package dev.nautilus.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ClassPathResource;

/// Starts an engine as a service.
///
/// ```java
/// @SpringBootApplication
/// class RiskEngineApplication {
///   static void main(String[] args) {
///     EngineApplication.run(RiskEngineApplication.class, "risk", args);
///   }
/// }
/// ```
///
/// What all engines have in common is in `engine-defaults.yml` of this module, below every other
/// source of properties; what is the engine's own is in its `<name>-engine.yml`. No engine has an
/// `application.yml`: in one JVM, on one class path, all of them would read the same one.
public final class EngineApplication {
  private EngineApplication() {}

  /// Starts an engine.
  ///
  /// @param application the class with `@SpringBootApplication`
  /// @param name the engine's name, as in its [EngineDefinition]
  /// @param args properties as `--key=value`; they win over all files
  /// @return the running application; close it to stop the engine
  public static ConfigurableApplicationContext run(
      Class<?> application, String name, String... args) {
    SpringApplication spring = new SpringApplication(application);
    Map<String, Object> defaults = commonDefaults();
    defaults.put("spring.config.name", name + "-engine");
    defaults.put("spring.application.name", name + "-engine");
    defaults.put("nautilus.bus.engine", name);
    spring.setDefaultProperties(defaults);
    return spring.run(args);
  }

  private static Map<String, Object> commonDefaults() {
    YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
    yaml.setResources(new ClassPathResource("engine-defaults.yml", EngineApplication.class));
    Map<String, Object> defaults = new HashMap<>();
    Objects.requireNonNull(yaml.getObject())
        .forEach((key, value) -> defaults.put(key.toString(), value));
    return defaults;
  }
}
