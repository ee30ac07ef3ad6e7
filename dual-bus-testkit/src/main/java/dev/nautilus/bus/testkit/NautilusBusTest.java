package dev.nautilus.bus.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Gives a test class its own three Redises.
///
/// ```java
/// @NautilusBusTest
/// class RiskAlertIT {
///   @Test
///   void limit_breached_alerts(BusClients clients) {
///     DualBusClient risk = clients.client(EngineType.RISK, "risk-1");
///     ...
/// ```
///
/// Methods may take a [BusServers] (shared by the class, faults undone and data dropped after each
/// test) and a [BusClients] (new for each test, its clients closed after it). The methods of a
/// class run one after the other, because they share the servers.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(NautilusBusExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
public @interface NautilusBusTest {
  /// Whether the Engine Logic bus keeps its data on disk, so that it survives
  /// [RedisServer#restart].
  boolean appendOnly() default false;

  /// Whether all three treat their disk as in production: for tests under load that kill no Redis,
  /// see [BusServers#startLikeProduction]. Goes before `appendOnly`.
  boolean likeProduction() default false;
}
