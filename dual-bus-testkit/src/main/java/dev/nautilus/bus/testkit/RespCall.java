package dev.nautilus.bus.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// One Redis command over a socket of its own. Deliberately not the library under test: a kit that
/// looked at Redis through the transport's eyes would share its blind spots.
final class RespCall {
  private static final int TIMEOUT_MILLIS = 10_000;

  private RespCall() {}

  static @Nullable Object send(String host, int port, String... words) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      return ask(socket.getInputStream(), socket.getOutputStream(), words);
    } catch (IOException e) {
      throw unanswered(host + ":" + port, words, e);
    }
  }

  /// The same over a socket in the file system, where a Redis that speaks TLS asks for nothing.
  static @Nullable Object send(Path file, String... words) {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
      // A channel has no timeout of its own; closing it ends what waits.
      return CompletableFuture.supplyAsync(() -> ask(channel, words))
          .get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (IOException | TimeoutException e) {
      throw unanswered(file.toString(), words, e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IllegalStateException) {
        throw (IllegalStateException) e.getCause();
      }
      throw unanswered(file.toString(), words, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unanswered(file.toString(), words, e);
    }
  }

  private static @Nullable Object ask(SocketChannel channel, String... words) {
    try {
      return ask(Channels.newInputStream(channel), Channels.newOutputStream(channel), words);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable Object ask(InputStream in, OutputStream out, String... words)
      throws IOException {
    out.write(encode(words));
    return read(new BufferedInputStream(in));
  }

  private static IllegalStateException unanswered(String where, String[] words, Exception e) {
    return new IllegalStateException(
        "redis at " + where + " did not answer " + words[0] + ": " + e, e);
  }

  static boolean answersPing(String host, int port) {
    try {
      return "PONG".equals(send(host, port, "PING"));
    } catch (IllegalStateException notYet) {
      // Not listening yet, or still loading its append-only file.
      return false;
    }
  }

  private static byte[] encode(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ascii("*" + words.length + "\r\n"));
    for (String word : words) {
      byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
      out.writeBytes(ascii("$" + bytes.length + "\r\n"));
      out.writeBytes(bytes);
      out.writeBytes(ascii("\r\n"));
    }
    return out.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static @Nullable Object read(InputStream in) throws IOException {
    String line = readLine(in);
    String rest = line.substring(1);
    return switch (line.charAt(0)) {
      case '+' -> rest;
      case ':' -> Long.valueOf(rest);
      case '$' -> readBulk(in, Integer.parseInt(rest));
      case '*' -> readArray(in, Integer.parseInt(rest));
      case '-' -> throw new IllegalStateException("redis refused: " + rest);
      default -> throw new IOException("not RESP: " + line);
    };
  }

  private static @Nullable String readBulk(InputStream in, int length) throws IOException {
    if (length < 0) {
      return null;
    }
    byte[] bytes = in.readNBytes(length);
    // Not `skip`, which ends at the edge of the buffer.
    if (bytes.length < length || in.readNBytes(2).length < 2) {
      throw new EOFException("the connection ended within a value");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static @Nullable List<@Nullable Object> readArray(InputStream in, int size)
      throws IOException {
    if (size < 0) {
      return null;
    }
    List<@Nullable Object> values = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      values.add(read(in));
    }
    return values;
  }

  private static String readLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    int next = in.read();
    while (next != '\r') {
      if (next < 0) {
        throw new EOFException("the connection ended");
      }
      line.append((char) next);
      next = in.read();
    }
    if (in.read() != '\n' || line.isEmpty()) {
      throw new IOException("not RESP: " + line);
    }
    return line.toString();
  }
}
