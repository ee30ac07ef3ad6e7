package dev.nautilus.bus.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/// One Redis command over a socket of its own. Deliberately not the library under test: a kit that
/// looked at Redis through the transport's eyes would share its blind spots.
final class RespCall {
  private static final int TIMEOUT_MILLIS = 10_000;

  private RespCall() {}

  static @Nullable Object send(String host, int port, String... words) {
    return send(SocketFactory.getDefault(), host, port, words);
  }

  static @Nullable Object send(SocketFactory sockets, String host, int port, String... words) {
    try (Socket socket = sockets.createSocket()) {
      socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(encode(words));
      return read(new BufferedInputStream(socket.getInputStream()));
    } catch (IOException e) {
      throw new IllegalStateException(
          "redis at " + host + ":" + port + " did not answer " + words[0] + ": " + e, e);
    }
  }

  static boolean answersPing(String host, int port) {
    return answersPing(SocketFactory.getDefault(), host, port);
  }

  static boolean answersPing(SocketFactory sockets, String host, int port) {
    try {
      return "PONG".equals(send(sockets, host, port, "PING"));
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
