package dev.nautilus.bench.hub;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// One kept-alive HTTP/1.1 connection on loopback that does next to nothing besides, so that the
/// server is measured and not a client library. One thread at a time.
final class HttpLine implements AutoCloseable {
  private static final int OK = 200;
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] buffer = new byte[64 * 1024];
  private int at;
  private int end;

  HttpLine(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(10_000);
    in = socket.getInputStream();
    out = socket.getOutputStream();
  }

  /// A GET as it goes over the line.
  static byte[] request(String path) {
    return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /// Asks, and reads the whole answer.
  ///
  /// @return bytes of its body
  /// @throws IOException also when the answer is not 200
  int ask(byte[] request) throws IOException {
    out.write(request);
    String status = line();
    if (!status.startsWith("HTTP/1.1 " + OK)) {
      throw new IOException("answered " + status);
    }
    int length = -1;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(header.substring("content-length:".length()).strip());
      } else if (lower.startsWith("transfer-encoding:") && lower.contains("chunked")) {
        length = -1;
      }
    }
    return length >= 0 ? skip(length) : chunks();
  }

  private int chunks() throws IOException {
    int bytes = 0;
    while (true) {
      int length = Integer.parseInt(line().strip(), 16);
      bytes += skip(length);
      line();
      if (length == 0) {
        return bytes;
      }
    }
  }

  private int skip(int length) throws IOException {
    int left = length;
    while (left > 0) {
      if (at == end) {
        fill();
      }
      int step = Math.min(left, end - at);
      at += step;
      left -= step;
    }
    return length;
  }

  private String line() throws IOException {
    StringBuilder text = new StringBuilder();
    while (true) {
      if (at == end) {
        fill();
      }
      char next = (char) (buffer[at++] & 0xff);
      if (next == '\n') {
        return text.toString();
      }
      if (next != '\r') {
        text.append(next);
      }
    }
  }

  private void fill() throws IOException {
    end = in.read(buffer);
    at = 0;
    if (end < 0) {
      end = 0;
      throw new EOFException("the server closed the connection");
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
