package dev.nautilus.bus.it;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import redis.embedded.core.ExecutableProvider;

/// A `redis-server` that lets in only the users of one of our ACL templates, filled by our own
/// script, and beside them `inspector`, who may all.
final class GuardedRedis implements AutoCloseable {
  /// Everybody the templates know.
  static final List<String> USERS =
      List.of(
          "analytics",
          "backtesting",
          "collateral",
          "enhanced-vpin",
          "factor",
          "features",
          "marketdata",
          "ml",
          "portfolio",
          "risk",
          "strategy",
          "vpin",
          "websocket",
          "hub",
          "bridge",
          "operator",
          "exporter");

  private static final Path TEMPLATES =
      Path.of(System.getProperty("basedir", "."), "..", "redis").normalize();
  private static final String INSPECTOR = "inspector";

  private final Path executable;
  private final Path folder;
  private final int port;
  private Process process;

  private GuardedRedis(Path executable, Path folder, int port) throws IOException {
    this.executable = executable;
    this.folder = folder;
    this.port = port;
    this.process = launch();
  }

  /// The one on the PATH, when it is 7 or later.
  static Optional<Path> onPath() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(each -> Path.of(each, "redis-server"))
        .filter(Files::isExecutable)
        .findFirst()
        .filter(executable -> major(executable) >= 7);
  }

  /// The 6.2 that embedded-redis carries.
  static Path embedded() throws IOException {
    return ExecutableProvider.newJarResourceProvider().get().toPath();
  }

  private static int major(Path executable) {
    try {
      Process asked = new ProcessBuilder(executable.toString(), "--version").start();
      Matcher version = Pattern.compile("v=(\\d+)").matcher(text(asked));
      return version.find() ? Integer.parseInt(version.group(1)) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @param template name of a file in `redis/`
  static GuardedRedis start(Path executable, String template) throws IOException {
    Path folder = Files.createTempDirectory("nautilus-guarded-");
    Files.writeString(folder.resolve("users.acl"), users(folder, template));
    GuardedRedis redis = new GuardedRedis(executable, folder, freePort());
    redis.awaitAnswer();
    return redis;
  }

  private Process launch() throws IOException {
    // The shell ends Redis when its input ends, which it does with this JVM, however that ends.
    return new ProcessBuilder(
            "sh",
            "-c",
            "\"$0\" --port \"$1\" --bind 127.0.0.1 --aclfile \"$2\" --dir \"$3\" --save ''"
                + " --appendonly yes </dev/null & read gone; kill $!; wait $!",
            executable.toString(),
            Integer.toString(port),
            folder.resolve("users.acl").toString(),
            folder.toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("redis.log").toFile()))
        .start();
  }

  private void awaitAnswer() throws IOException {
    try {
      Awaitility.await().ignoreExceptions().until(() -> allows(INSPECTOR, "XLEN", "any"));
    } catch (RuntimeException e) {
      String said = Files.readString(folder.resolve("redis.log"));
      close();
      throw new IllegalStateException("Redis did not start; it said:\n" + said, e);
    }
  }

  /// Stops it as a machine does that shuts down, and starts it on what it wrote.
  void restart() throws IOException {
    stop();
    process = launch();
    awaitAnswer();
  }

  private void stop() throws IOException {
    process.getOutputStream().close();
    process.onExit().join();
  }

  /// An ACL file of a template, with a password for each of [#USERS].
  static String users(Path folder, String template) throws IOException {
    Path secrets = Files.createDirectory(folder.resolve("secrets"));
    for (String user : USERS) {
      Files.writeString(secrets.resolve(user), secret(user) + "\n");
    }
    Process script =
        new ProcessBuilder(
                "sh",
                TEMPLATES.resolve("write-acl").toString(),
                TEMPLATES.resolve(template).toString(),
                secrets.toString())
            .redirectErrorStream(true)
            .start();
    String written = text(script);
    if (script.onExit().join().exitValue() != 0) {
      throw new IllegalStateException("write-acl failed: " + written);
    }
    return written + "user " + INSPECTOR + " on >" + secret(INSPECTOR) + " ~* &* +@all\n";
  }

  private static String text(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// The password of a user.
  static String secret(String user) {
    return "secret-of-the-user-" + user;
  }

  /// What was refused since the last question, each as `user: what`.
  List<String> refused() {
    RedisClient client = RedisClient.create(url(INSPECTOR));
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      List<String> log =
          connection.sync().aclLog().stream()
              .map(entry -> entry.get("username") + ": " + entry.get("object"))
              // The template says why.
              .filter(each -> !each.endsWith("client|setinfo"))
              .toList();
      connection.sync().aclLogReset();
      return log;
    } finally {
      client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }
  }

  /// Where a user logs in.
  String url(String user) {
    return "redis://" + user + ":" + secret(user) + "@127.0.0.1:" + port;
  }

  /// The same with a password nobody has.
  String urlWithWrongPassword(String user) {
    return "redis://" + user + ":wrong@127.0.0.1:" + port;
  }

  /// Whether Redis does a command for a user; whatever else is wrong with the command, it is the
  /// right that is asked for first.
  boolean allows(String user, String... words) {
    String refusal = refusal(user, words).toLowerCase(Locale.ROOT);
    return !refusal.startsWith("noperm")
        && !refusal.contains("-noperm")
        && !refusal.contains("the user executing the script can't");
  }

  /// What Redis says against a command of a user; empty when it does it.
  String refusal(String user, String... words) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      send(socket, "AUTH", user, secret(user));
      send(socket, words);
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      String login = in.readLine();
      if (!"+OK".equals(login)) {
        throw new IllegalStateException(user + " was not let in: " + login);
      }
      String first = String.valueOf(in.readLine());
      return first.startsWith("-") ? first.substring(1) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What Redis answers to somebody who has not logged in.
  String call(String... words) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      send(socket, words);
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      return String.valueOf(in.readLine());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void send(Socket socket, String... words) throws IOException {
    StringBuilder out = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      out.append('$').append(word.getBytes(StandardCharsets.UTF_8).length);
      out.append("\r\n").append(word).append("\r\n");
    }
    socket.getOutputStream().write(out.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    stop();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
