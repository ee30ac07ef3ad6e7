package dev.nautilus.bus.testkit;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A Redis in a container, published on one host port that it keeps over restarts.
final class RedisContainer implements RedisServer {
  private static final int REDIS_PORT = 6379;
  private static final int START_POLLS = 750;
  private static final int POLL_MILLIS = 20;

  private final DockerClient client;
  private final String host;
  private final int port;
  private final RedisSettings settings;
  private final DockerEngine engine;
  private final String image;
  private String container;
  private @Nullable Relay network;
  private boolean running;
  private boolean paused;

  private RedisContainer(DockerEngine engine, String image, RedisSettings settings) {
    this.engine = engine;
    this.client = engine.client();
    this.host = engine.host();
    this.port = RedisSettings.freePort();
    this.image = image;
    this.settings = settings;
    this.container = create();
  }

  private String create() {
    boolean local = host.equals("localhost") || host.startsWith("127.");
    Ports.Binding binding =
        local ? Ports.Binding.bindIpAndPort("127.0.0.1", port) : Ports.Binding.bindPort(port);
    ExposedPort exposed = ExposedPort.tcp(REDIS_PORT);
    List<String> command = new ArrayList<>(List.of("redis-server"));
    command.addAll(settings.arguments());
    try (CreateContainerCmd create = client.createContainerCmd(image)) {
      return create
          .withLabels(engine.labels())
          .withCmd(command)
          .withExposedPorts(exposed)
          .withHostConfig(
              HostConfig.newHostConfig().withPortBindings(new PortBinding(binding, exposed)))
          .exec()
          .getId();
    }
  }

  static RedisContainer start(DockerEngine engine, String image, RedisSettings settings) {
    RedisContainer redis = new RedisContainer(engine, image, settings);
    try {
      redis.launch();
      return redis;
    } catch (RuntimeException e) {
      redis.close();
      throw e;
    }
  }

  @Override
  public String host() {
    return host;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public String description() {
    return "container of " + image;
  }

  @Override
  public synchronized void kill() {
    resume();
    if (running) {
      client.killContainerCmd(container).withSignal("KILL").exec();
      client.waitContainerCmd(container).start().awaitStatusCode();
      running = false;
    }
  }

  @Override
  public synchronized void restart() {
    kill();
    launch();
  }

  @Override
  public synchronized void restartEmpty() {
    kill();
    remove();
    container = create();
    launch();
  }

  @Override
  public synchronized Relay network() {
    if (network == null) {
      network = Relay.to(host, port);
    }
    return network;
  }

  @Override
  public synchronized void heal() {
    resume();
    if (!isHealthy()) {
      restart();
    }
    if (network != null) {
      network.heal();
    }
  }

  @Override
  public synchronized void pause() {
    if (running && !paused) {
      client.pauseContainerCmd(container).exec();
      paused = true;
    }
  }

  @Override
  public synchronized void resume() {
    if (running && paused) {
      client.unpauseContainerCmd(container).exec();
      paused = false;
    }
  }

  @Override
  public synchronized boolean isHealthy() {
    return running && !paused;
  }

  @Override
  public synchronized void close() {
    if (network != null) {
      network.close();
    }
    remove();
  }

  private void remove() {
    client.removeContainerCmd(container).withForce(true).withRemoveVolumes(true).exec();
    running = false;
  }

  private synchronized void launch() {
    try {
      client.startContainerCmd(container).exec();
    } catch (NotModifiedException alreadyRunning) {
      // As wanted.
    }
    running = true;
    CountDownLatch never = new CountDownLatch(1);
    try {
      for (int i = 0; i < START_POLLS; i++) {
        if (RespCall.answersPing(host, port)) {
          return;
        }
        if (never.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
          break;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IllegalStateException(description() + " did not answer on " + host + ":" + port);
  }
}
