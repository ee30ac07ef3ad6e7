package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusServer;
import dev.nautilus.bus.BusTransport;
import dev.nautilus.bus.ConsumerGroups;
import dev.nautilus.bus.DeadLetters;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineModes;
import dev.nautilus.bus.Partitioning;
import io.lettuce.core.LettuceVersion;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Builds clients that talk to Redis through Lettuce.
public final class LettuceTransport implements BusTransport {
  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+).*");

  /// For [java.util.ServiceLoader].
  public LettuceTransport() {}

  /// @throws UnsupportedLettuceException when the Lettuce on the class path corrupts stream reads
  @Override
  public DualBusClient connect(Setup setup) {
    requireSupported(LettuceVersion.getVersion());
    return setup.mode() == null ? LettuceDualBus.start(setup) : MovingDualBus.start(setup);
  }

  /// @throws UnsupportedLettuceException when the Lettuce on the class path corrupts stream reads
  @Override
  public DeadLetters deadLetters(BusAddress address) {
    requireSupported(LettuceVersion.getVersion());
    return new LettuceDeadLetters(address);
  }

  /// @throws UnsupportedLettuceException when the Lettuce on the class path corrupts stream reads
  @Override
  public ConsumerGroups consumerGroups(BusAddress address) {
    requireSupported(LettuceVersion.getVersion());
    return new LettuceConsumerGroups(address);
  }

  /// @throws UnsupportedLettuceException when the Lettuce on the class path corrupts stream reads
  @Override
  public Partitioning partitioning(BusAddress marketData, BusAddress engineLogic) {
    requireSupported(LettuceVersion.getVersion());
    return new LettucePartitioning(marketData, engineLogic);
  }

  /// @throws UnsupportedLettuceException when the Lettuce on the class path corrupts stream reads
  @Override
  public EngineModes engineModes(BusAddress address) {
    requireSupported(LettuceVersion.getVersion());
    return new LettuceEngineModes(address, "modes");
  }

  /// @throws UnsupportedLettuceException when the Lettuce on the class path corrupts stream reads
  @Override
  public BusServer server(BusAddress address) {
    requireSupported(LettuceVersion.getVersion());
    return address.isCluster() ? new ClusterBusServer(address) : new LettuceBusServer(address);
  }

  /// Refuses versions before 7.7.0 and such as cannot be read.
  static void requireSupported(String version) {
    Matcher parts = VERSION.matcher(version);
    if (!parts.matches()
        || Integer.parseInt(parts.group(1)) < 7
        || (Integer.parseInt(parts.group(1)) == 7 && Integer.parseInt(parts.group(2)) < 7)) {
      throw new UnsupportedLettuceException(version);
    }
  }
}
