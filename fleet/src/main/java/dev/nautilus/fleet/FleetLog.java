package dev.nautilus.fleet;

import org.slf4j.bridge.SLF4JBridgeHandler;

/// Where a process of the fleet writes its log. To be said before the first logger exists.
final class FleetLog {
  private FleetLog() {}

  /// Every service of this process logs into one file.
  ///
  /// @param name of the file, without its ending
  static void intoFile(RunFolder run, String name) {
    System.setProperty("nautilus.logs", run.logs().toString());
    System.setProperty("nautilus.log", name);
    configure("fleet-logback.xml");
  }

  /// A command that only looks says nothing but warnings, and those on the error stream.
  static void warningsOnly() {
    configure("quiet-logback.xml");
  }

  private static void configure(String settings) {
    System.setProperty("logback.configurationFile", "dev/nautilus/fleet/" + settings);
    // Each Spring context would otherwise set logging up again and take it from the others.
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    // Tomcat speaks to java.util.logging, which writes to the screen by itself.
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }
}
