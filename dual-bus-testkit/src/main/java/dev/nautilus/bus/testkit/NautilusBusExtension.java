package dev.nautilus.bus.testkit;

import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/// Does what [NautilusBusTest] says. The stores close what they hold: clients with the test,
/// servers with the class.
final class NautilusBusExtension
    implements BeforeAllCallback, AfterEachCallback, ParameterResolver {
  private static final Namespace STORE = Namespace.create(NautilusBusExtension.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    servers(context);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    BusServers servers = servers(context);
    // In this order: closing clients of a dead server takes long, and a client that still reads
    // would meet the flush.
    servers.heal();
    BusClients clients = context.getStore(STORE).get(BusClients.class, BusClients.class);
    if (clients != null) {
      clients.close();
    }
    servers.flush();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    // Clients live as long as a test, so nothing outside a test may have them.
    return type == BusServers.class
        || (type == BusClients.class && context.getTestMethod().isPresent());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    BusServers servers = servers(context);
    if (parameter.getParameter().getType() == BusServers.class) {
      return servers;
    }
    return context
        .getStore(STORE)
        .computeIfAbsent(BusClients.class, key -> new BusClients(servers), BusClients.class);
  }

  /// One per test class: the stores of its tests and nested classes look into its store.
  private static BusServers servers(ExtensionContext context) {
    return context
        .getStore(STORE)
        .computeIfAbsent(BusServers.class, key -> start(context), BusServers.class);
  }

  private static BusServers start(ExtensionContext context) {
    Optional<NautilusBusTest> wanted =
        AnnotationSupport.findAnnotation(
            context.getRequiredTestClass(),
            NautilusBusTest.class,
            context.getEnclosingTestClasses());
    if (wanted.map(NautilusBusTest::likeProduction).orElse(false)) {
      return BusServers.startLikeProduction();
    }
    boolean appendOnly = wanted.map(NautilusBusTest::appendOnly).orElse(false);
    return appendOnly ? BusServers.startAppendOnly() : BusServers.start();
  }
}
